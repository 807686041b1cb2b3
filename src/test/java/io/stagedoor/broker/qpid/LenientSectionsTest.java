package io.stagedoor.broker.qpid;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.TestBroker;
import io.stagedoor.fuzz.AmqpBytes;
import io.stagedoor.fuzz.RawMessages;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.protonj2.client.Sender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Qpid JMS reads with this decoder. */
class LenientSectionsTest {

    private static final byte[] TEXT = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DATA = AmqpBytes.described(0x75, AmqpBytes.binary(TEXT));
    private static final int DEEP = 3_000;

    /** Artemis reads these too, and disconnects a client whose message overflows its stack. */
    private static final int DEEP_FOR_THE_BROKER = 300;

    private TestBroker broker;
    private Connection jms;
    private Session session;
    private MessageConsumer consumer;
    private org.apache.qpid.protonj2.client.Connection amqp;
    private Sender sender;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker();
        jms = new JmsConnectionFactory("stagedoor-" + broker.url()).createConnection();
        jms.start();
        session = jms.createSession(Session.AUTO_ACKNOWLEDGE);
        consumer = session.createConsumer(session.createQueue("events"));
        amqp = TestBroker.connector(broker.url()).open();
        sender = amqp.openSender("events");
    }

    @AfterEach
    void stop() throws Exception {
        amqp.close();
        jms.close();
        broker.close();
    }

    /** Sends the bytes, and checks that JMS can send on what it received. */
    private Message read(byte[]... sections) throws Exception {
        sender.send(RawMessages.of(AmqpBytes.join(List.of(sections)))).awaitAccepted();
        Message message = consumer.receive(5_000);
        assertThat(message).isNotNull();
        message.getJMSMessageID();
        message.getJMSCorrelationID();
        message.clearProperties();
        session.createProducer(session.createQueue("on")).send(message);
        return message;
    }

    private static byte[] bytes(Message message) throws Exception {
        BytesMessage binary = (BytesMessage) message;
        binary.reset();
        byte[] bytes = new byte[(int) binary.getBodyLength()];
        binary.readBytes(bytes);
        return bytes;
    }

    private static byte[] annotated(byte[] value) {
        return AmqpBytes.described(0x72, AmqpBytes.map(List.of(AmqpBytes.symbol("x-opt-odd"), value)));
    }

    @Test
    void a_body_is_there_whatever_the_annotations_are() throws Exception {
        byte[] booleans = AmqpBytes.array(AmqpBytes.bytes(0x56), List.of(AmqpBytes.bytes(1), AmqpBytes.bytes(0)));
        assertThat(bytes(read(annotated(booleans), DATA))).isEqualTo(TEXT);
        assertThat(bytes(read(annotated(AmqpBytes.nested(1, DEEP_FOR_THE_BROKER)), DATA)))
                .isEqualTo(TEXT);
        assertThat(bytes(read(annotated(AmqpBytes.nested(3, DEEP_FOR_THE_BROKER)), DATA)))
                .isEqualTo(TEXT);
        byte[] type = AmqpBytes.described(
                0x72, AmqpBytes.map(List.of(AmqpBytes.symbol("x-opt-jms-msg-type"), AmqpBytes.string("text"))));
        assertThat(bytes(read(type, DATA))).isEqualTo(TEXT);
    }

    @Test
    void a_body_is_there_whatever_the_names_in_the_footer_are() throws Exception {
        byte[] numbers = AmqpBytes.array(AmqpBytes.bytes(0x55), List.of(AmqpBytes.bytes(0)));
        byte[] texts = AmqpBytes.array(AmqpBytes.bytes(0xb1), List.of());
        for (byte[] name : List.of(
                AmqpBytes.bytes(0x40),
                AmqpBytes.bytes(0x41),
                AmqpBytes.list(List.of(AmqpBytes.bytes(0x41))),
                AmqpBytes.array(AmqpBytes.bytes(0xf0), List.of(tail(texts), tail(numbers))))) {
            byte[] footer = AmqpBytes.described(0x78, AmqpBytes.map(List.of(name, AmqpBytes.bytes(0x41))));
            assertThat(bytes(read(DATA, footer))).isEqualTo(TEXT);
        }
    }

    /** Removes the code: an element of an array is written without it. */
    private static byte[] tail(byte[] value) {
        return java.util.Arrays.copyOfRange(value, 1, value.length);
    }

    @Test
    void a_body_is_there_whatever_type_the_message_id_has() throws Exception {
        for (byte[] id : List.of(
                AmqpBytes.bytes(0x41),
                AmqpBytes.list(List.of(AmqpBytes.bytes(0x41))),
                AmqpBytes.bytes(0x54, 7),
                AmqpBytes.array(AmqpBytes.bytes(0x56), List.of(AmqpBytes.bytes(1))),
                AmqpBytes.nested(0, DEEP_FOR_THE_BROKER))) {
            byte[] properties = AmqpBytes.described(0x73, AmqpBytes.list(List.of(id)));
            assertThat(bytes(read(properties, DATA))).isEqualTo(TEXT);
        }
    }

    @Test
    void a_body_that_is_nested_deep_becomes_its_bytes_and_the_connection_stays() throws Exception {
        for (int kind = 0; kind < 4; kind++) {
            byte[] nested = AmqpBytes.nested(kind, DEEP);
            assertThat(bytes(read(AmqpBytes.described(0x77, nested)))).isEqualTo(nested);
        }
        byte[] sequence = AmqpBytes.nested(0, DEEP);
        assertThat(bytes(read(AmqpBytes.described(0x76, sequence)))).isEqualTo(sequence);
    }

    @Test
    void a_truncated_body_is_the_part_that_arrived() throws Exception {
        byte[] cut = AmqpBytes.join(List.of(AmqpBytes.bytes(0, 0x53, 0x75, 0xa0, 20), TEXT));
        assertThat(bytes(read(cut))).endsWith(TEXT);
    }

    @Test
    void bytes_that_are_not_valid_text_become_bytes() throws Exception {
        byte[] wrong = AmqpBytes.bytes('{', 0xff, '}');
        byte[] value = AmqpBytes.sized(0xb1, wrong);
        assertThat(bytes(read(AmqpBytes.described(0x77, value)))).isEqualTo(value);
        byte[] json = AmqpBytes.described(
                0x73,
                AmqpBytes.list(List.of(
                        AmqpBytes.bytes(0x40),
                        AmqpBytes.bytes(0x40),
                        AmqpBytes.bytes(0x40),
                        AmqpBytes.bytes(0x40),
                        AmqpBytes.bytes(0x40),
                        AmqpBytes.bytes(0x40),
                        AmqpBytes.symbol("application/json"))));
        assertThat(bytes(read(json, AmqpBytes.described(0x75, AmqpBytes.binary(wrong)))))
                .isEqualTo(wrong);
        assertThat(((TextMessage) read(json, DATA)).getText()).isEqualTo(new String(TEXT, StandardCharsets.UTF_8));
    }

    @Test
    void several_data_sections_become_one_body() throws Exception {
        assertThat(bytes(read(DATA, DATA))).isEqualTo(AmqpBytes.join(List.of(TEXT, TEXT)));
        assertThat(bytes(read(DATA))).isEqualTo(TEXT);
    }

    @Test
    void bytes_after_a_body_that_are_no_section_are_left_out() throws Exception {
        assertThat(bytes(read(DATA, AmqpBytes.bytes(0xff, 0xfe)))).isEqualTo(TEXT);
        assertThat(bytes(read(DATA, AmqpBytes.described(0x7f, AmqpBytes.string("x")))))
                .isEqualTo(TEXT);
    }
}
