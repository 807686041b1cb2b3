package io.stagedoor.cli.deadletters;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.cli.Cli;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.StreamSender;
import org.apache.qpid.protonj2.client.StreamSenderMessage;
import org.junit.jupiter.api.Test;

/** Dead letters that no client can decode, between others. */
class DeadLettersUnreadableTest extends DeadLettersRig {

    private static final byte[] PROPERTIES = {0x00, 0x53, 0x74};
    private static final byte[] VALUE = {0x00, 0x53, 0x77};
    private static final byte[] BODY = {0x00, 0x53, 0x75, (byte) 0xa0, 2, '{', '}'};

    /** A string that is not UTF-8 as the value of an application property. */
    private static final byte[] NO_UTF_8 = join(
            PROPERTIES,
            new byte[] {(byte) 0xc1, 8, 2, (byte) 0xa1, 1, 'k', (byte) 0xa1, 2, (byte) 0xff, (byte) 0xfe},
            BODY);

    /** A key of the application properties that is a number. */
    private static final byte[] WRONG_KEY =
            join(PROPERTIES, new byte[] {(byte) 0xc1, 5, 2, 0x54, 7, (byte) 0xa1, 0}, BODY);

    /** A section with an unknown type. */
    private static final byte[] UNKNOWN_TYPE = join(VALUE, new byte[] {0x3b});

    private static byte[] nested(int levels) {
        byte[] value = {0x45};
        for (int i = 0; i < levels; i++) {
            int size = value.length + 4;
            value = join(
                    new byte[] {
                        (byte) 0xd0,
                        (byte) (size >> 24),
                        (byte) (size >> 16),
                        (byte) (size >> 8),
                        (byte) size,
                        0,
                        0,
                        0,
                        1
                    },
                    value);
        }
        return join(VALUE, value);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private void raw(String queue, byte[] message) throws Exception {
        try (var connector = TestBroker.connector(broker.url());
                Connection connection = connector.open();
                StreamSender sender = connection.openStreamSender(queue)) {
            StreamSenderMessage sending = sender.beginMessage();
            try (OutputStream out = sending.rawOutputStream()) {
                out.write(message);
            }
            sending.complete().tracker().settlementFuture().get();
            assertThat(sending.tracker().remoteState().isAccepted()).isTrue();
        }
    }

    private List<byte[]> between() throws Exception {
        List<byte[]> unreadable = List.of(NO_UTF_8, nested(3_000), nested(300), WRONG_KEY, UNKNOWN_TYPE);
        exhausted("cmdb", "first", Duration.ZERO);
        for (byte[] message : unreadable) {
            raw(CMDB, message);
        }
        exhausted("cmdb", "last", Duration.ZERO);
        broker.awaitDepth(CMDB, unreadable.size() + 2L);
        return unreadable;
    }

    @Test
    void the_list_shows_each_undecodable_message_and_continues() throws Exception {
        List<byte[]> unreadable = between();
        Cli.Result result = run("list");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("first", "last", (unreadable.size() + 2) + " dead letters")
                .containsPattern("unreadable +- +- +- +the message cannot be decoded: ");
        assertThat(run("list", "--reason", "unreadable", "--json").outLines()).hasSize(unreadable.size());
    }

    @Test
    void one_is_shown_with_all_of_its_bytes() throws Exception {
        List<byte[]> unreadable = between();
        List<byte[]> shown = new ArrayList<>();
        for (String line : run("list", "--reason", "unreadable", "--json").outLines()) {
            String id = new ObjectMapper().readTree(line).path("id").asText();
            JsonNode one = new ObjectMapper().readTree(run("show", "--json", id).out());
            shown.add(Base64.getDecoder().decode(one.path("messageBase64").asText()));
            assertThat(one.path("unreadable").asText()).isNotEmpty();
            assertThat(run("show", id).out()).contains("The whole message, ", "cannot be decoded");
        }
        // The broker adds its own header in front.
        for (int i = 0; i < unreadable.size(); i++) {
            assertThat(new String(shown.get(i), ISO_8859_1)).endsWith(new String(unreadable.get(i), ISO_8859_1));
        }
    }

    @Test
    void they_are_discarded_by_reason_or_id_and_the_others_stay() throws Exception {
        int count = between().size();
        String first = new ObjectMapper()
                .readTree(run("list", "--reason", "unreadable", "--json")
                        .outLines()
                        .get(0))
                .path("id")
                .asText();
        assertThat(run("discard", first, "--yes").outLines()).containsExactly("1 discarded", "  1 from " + CMDB);
        Cli.Result rest = run("discard", "--reason", "unreadable", "--yes");
        assertThat(rest.outLines()).containsExactly((count - 1) + " discarded", "  " + (count - 1) + " from " + CMDB);
        assertThat(amqp.takeAll(CMDB))
                .extracting(letter -> letter.text("event_id"))
                .containsExactly("first", "last");
    }

    @Test
    void readable_dead_letters_around_them_are_redriven_and_a_reason_names_the_others() throws Exception {
        int count = between().size();
        amqp.send("deliver/cmdb", Message.create("there"));
        Cli.Result result = run("redrive", "--all");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out())
                .contains(
                        "2 redriven",
                        count + " left in place",
                        count + " in " + CMDB + ": the message cannot be" + " read");
        broker.awaitDepth(CMDB, count);
        broker.awaitDepth("deliver/cmdb", 3);
    }

    @Test
    void a_message_that_can_be_read_but_not_encoded_stays_and_does_not_stop_the_others() throws Exception {
        // An annotation whose value is an array of one null.
        byte[] annotation = {0x00, 0x53, 0x72, (byte) 0xc1, 0, 2, (byte) 0xa3, 1, 'f', (byte) 0xe0, 2, 1, 0x40};
        annotation[4] = (byte) (annotation.length - 5);
        raw(CMDB, join(annotation, BODY));
        exhausted("cmdb", "behind", Duration.ZERO);
        broker.awaitDepth(CMDB, 2);
        amqp.send("deliver/cmdb", Message.create("there"));
        Cli.Result result = run("redrive", "--all");
        assertThat(result.out()).contains("1 redriven", "1 left in place", "cannot be sent again");
        assertThat(run("discard", "--all", "--yes").out()).contains("1 discarded");
    }
}
