package io.stagedoor.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.MessageHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBodyTest {

    private static final String TEXT = "{\r\n  \"name\": \"Bühne \uD83C\uDFAD\"\n}";
    private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.UTF_8);

    private static DefaultCamelContext camel;

    @BeforeAll
    static void camelWithItsConverters() {
        camel = new DefaultCamelContext();
        camel.build();
    }

    @AfterAll
    static void closeCamel() throws IOException {
        camel.close();
    }

    @Test
    void an_event_is_parsed_once() throws NotJson {
        EventBody body = new EventBody(BYTES);

        assertThat(body.json().path("name").textValue()).isEqualTo("Bühne \uD83C\uDFAD");
        assertThat(body.json()).isSameAs(body.json());
    }

    @Test
    void an_event_that_is_not_json_fails_every_time() {
        EventBody body = new EventBody(new byte[] {'{'});

        assertThatThrownBy(body::json).isInstanceOf(NotJson.class);
        assertThatThrownBy(body::json).isInstanceOf(NotJson.class);
    }

    @Test
    void an_event_has_its_bytes_and_its_length_however_far_it_was_read() throws Exception {
        EventBody body = new EventBody(BYTES);
        body.readNBytes(5);

        assertThat(body.position()).isEqualTo(5);
        assertThat(body.bytes()).isSameAs(BYTES);
        assertThat(body.length()).isEqualTo(BYTES.length);
        assertThat(written(body)).isEqualTo(BYTES);
        assertThat(body.inMemory()).isTrue();
    }

    @Test
    void an_event_that_was_reset_is_read_from_its_beginning() throws Exception {
        EventBody body = new EventBody(BYTES);
        body.readAllBytes();
        body.reset();

        assertThat(body.position()).isZero();
        assertThat(body.readAllBytes()).isEqualTo(BYTES);
    }

    @Test
    void a_copy_is_read_on_its_own_and_is_not_parsed_again() throws Exception {
        EventBody body = new EventBody(BYTES);
        var json = body.json();
        body.readNBytes(5);
        StreamCache copy = body.copy(null);

        assertThat(((EventBody) copy).json()).isSameAs(json);
        assertThat(((InputStream) copy).readAllBytes()).isEqualTo(BYTES);
        assertThat(body.position()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(classes = {byte[].class, String.class, InputStream.class, Reader.class})
    void a_route_converts_an_event_to_whatever_its_steps_want_as_often_as_they_want(Class<?> type) throws Exception {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getIn().setBody(new EventBody(BYTES));

        for (int step = 0; step < 3; step++) {
            MessageHelper.resetStreamCache(exchange.getIn()); // What Camel does between two steps.
            assertThat(text(exchange.getIn().getMandatoryBody(type))).isEqualTo(TEXT);
        }
        assertThat(exchange.getIn().getBody()).isInstanceOf(EventBody.class);
    }

    @Test
    void bytes_that_are_not_text_are_unchanged() throws Exception {
        byte[] bytes = {(byte) 0xC3, 0x28, 0, (byte) 0xFF};
        Exchange exchange = new DefaultExchange(camel);
        exchange.getIn().setBody(new EventBody(bytes));

        assertThat(exchange.getIn().getMandatoryBody(byte[].class)).isEqualTo(bytes);
    }

    private static String text(Object converted) throws Exception {
        if (converted instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (converted instanceof InputStream in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (converted instanceof Reader reader) {
            StringBuilder text = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                text.append((char) c);
            }
            return text.toString();
        }
        return (String) converted;
    }

    private static byte[] written(EventBody body) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        body.writeTo(out);
        return out.toByteArray();
    }
}
