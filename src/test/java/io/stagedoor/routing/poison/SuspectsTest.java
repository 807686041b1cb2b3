package io.stagedoor.routing.poison;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Message;
import java.util.List;
import org.apache.qpid.jms.message.JmsMessage;
import org.apache.qpid.jms.provider.amqp.message.AmqpJmsMessageFacade;
import org.junit.jupiter.api.Test;

class SuspectsTest {

    private static final String CHANNEL = "events";

    private final Suspects suspects = new Suspects();

    private static Received message(String id) throws Exception {
        Message message = new JmsMessage(new AmqpJmsMessageFacade());
        message.setJMSMessageID(id);
        return Received.of(message);
    }

    @Test
    void a_message_of_a_batch_that_failed_as_a_whole_is_routed_alone_and_is_no_dead_letter_yet() throws Exception {
        suspects.doubt(CHANNEL, List.of(message("ID:1"), message("ID:2")));
        assertThat(suspects.isAlone(CHANNEL, message("ID:1"))).isTrue();
        assertThat(suspects.error(CHANNEL, message("ID:1"))).isEmpty();
        assertThat(suspects.isAlone(CHANNEL, message("ID:3"))).isFalse();
        assertThat(suspects.isAlone("other", message("ID:1"))).isFalse();
    }

    @Test
    void a_message_that_failed_alone_is_guilty_until_it_is_committed() throws Exception {
        suspects.blame(CHANNEL, message("ID:1"), "boom");
        suspects.doubt(CHANNEL, List.of(message("ID:1")));
        assertThat(suspects.error(CHANNEL, message("ID:1"))).hasValue("boom");
        suspects.forget(CHANNEL, List.of(message("ID:1")));
        assertThat(suspects.isAlone(CHANNEL, message("ID:1"))).isFalse();
    }

    @Test
    void a_message_that_the_broker_refuses_is_guilty_the_fifth_time() throws Exception {
        for (int i = 1; i <= 4; i++) {
            suspects.refused(CHANNEL, message("ID:1"), "no");
            assertThat(suspects.error(CHANNEL, message("ID:1"))).isEmpty();
        }
        suspects.refused(CHANNEL, message("ID:1"), "no");
        assertThat(suspects.error(CHANNEL, message("ID:1"))).hasValue("no");
        suspects.refused(CHANNEL, message("ID:1"), "the dead letter, too");
        assertThat(suspects.error(CHANNEL, message("ID:1"))).hasValue("no");
    }

    @Test
    void a_message_that_got_a_new_id_when_it_was_sent_on_is_still_recognized() throws Exception {
        Received received = message(null);
        received.message().setJMSMessageID("ID:of-the-dead-letter");
        suspects.blame(CHANNEL, received, "boom");
        assertThat(suspects.error(CHANNEL, message(null))).hasValue("boom");
    }
}
