package io.stagedoor.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.DeliveryFailed;
import io.stagedoor.event.EventBody;
import io.stagedoor.watch.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveProducerTest {

    private static final Instant RECEIVED = Instant.parse("2026-11-23T23:59:59.999Z");

    @TempDir
    Path folder;

    private Path archive;
    private DefaultCamelContext camel;
    private Producer producer;

    @BeforeEach
    void start() throws Exception {
        archive = folder.resolve("outer/archive");
        camel = new DefaultCamelContext();
        camel.addComponent("archive", new ArchiveComponent("", new Watch(new SimpleMeterRegistry())));
        camel.start();
        producer = camel.getEndpoint("archive:archive?directory=" + archive).createProducer();
        producer.start();
    }

    @AfterEach
    void stop() throws IOException {
        producer.stop();
        camel.close();
    }

    @Test
    void an_event_goes_to_the_file_of_its_channel_and_of_the_day_it_came() throws Exception {
        archive("backstage/catalog/entity", "{}");

        assertThat(files()).containsExactly("backstage/catalog/entity/2026-11-23.jsonl");
        assertThat(Files.readString(archive.resolve("backstage/catalog/entity/2026-11-23.jsonl")))
                .contains("\"event\":{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "catalog               | catalog/",
                "a.b/c-d_e             | a.b/c-d_e/",
                ".../..a               | .../..a/",
                "'a b/c\\d'            | a+b/c%5Cd/",
                "%2e%2e/%2F            | %252e%252e/%252F/",
                "bühne:x*?             | b%C3%BChne%3Ax*%3F/"
            })
    void a_channel_with_odd_characters_has_a_folder_of_its_own(String channel, String expected) throws Exception {
        archive(channel, "{}");

        assertThat(files()).containsExactly(expected + "2026-11-23.jsonl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "~/x", "C:\\x", "..\\..\\x", "..%2F..%2Fx"})
    void no_channel_leaves_the_folder_of_the_archive(String channel) throws Exception {
        archive(channel, "{}");

        assertThat(files()).hasSize(1);
        assertThat(everything()).allMatch(path -> path.startsWith(archive));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/etc/passwd", "a//b", "a/", "..", "../x", "a/../../x", ".", "./x", "a/./b"})
    void an_event_whose_channel_is_not_an_address_is_rejected(String channel) throws Exception {
        assertThatThrownBy(() -> archive(channel, "{}"))
                .isInstanceOf(DeliveryFailed.class)
                .hasMessage("'" + channel + "' is not a valid address of a channel")
                .satisfies(
                        failed -> assertThat(((DeliveryFailed) failed).failure().permanent())
                                .isTrue());
        assertThat(everything()).isEmpty();
    }

    @Test
    void an_event_that_is_not_text_is_rejected() {
        assertThatThrownBy(() -> archive("backstage/catalog/entity", new byte[] {(byte) 0xFF}))
                .isInstanceOf(DeliveryFailed.class)
                .satisfies(
                        failed -> assertThat(((DeliveryFailed) failed).failure().permanent())
                                .isTrue());
    }

    @Test
    void a_disk_fault_is_not_a_fault_of_the_event() throws Exception {
        Files.createDirectories(archive.resolve("backstage/2026-11-23.jsonl"));

        assertThatThrownBy(() -> archive("backstage", "{}")).isInstanceOf(IOException.class);
    }

    @Test
    void an_archive_needs_a_directory_and_cannot_be_consumed_from() {
        assertThatThrownBy(() -> camel.getEndpoint("archive:other"))
                .rootCause()
                .hasMessage("the option directory is missing: set the folder of the archive");
        assertThatThrownBy(() -> producer.getEndpoint().createConsumer(exchange -> {}))
                .hasMessageContaining("from:");
    }

    private void archive(String channel, String body) throws Exception {
        archive(channel, body.getBytes(StandardCharsets.UTF_8));
    }

    private void archive(String channel, byte[] bytes) throws Exception {
        EventBody body = new EventBody(bytes);
        Exchange exchange = new DefaultExchange(camel);
        exchange.setProperty(
                "stagedoor.delivery",
                new Delivery("archive", "id-1", channel, "application/json", null, RECEIVED, null, body));
        exchange.getIn().setBody(body);
        producer.process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    private List<String> files() throws IOException {
        return everything().stream()
                .map(path -> archive.relativize(path).toString())
                .toList();
    }

    private List<Path> everything() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith(".lock"))
                    .toList();
        }
    }
}
