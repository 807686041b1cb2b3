package io.stagedoor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.Amqp.Taken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.Test;

/** Messages whose other parts are odd: properties, annotations, ids. */
public class OddPartsIT extends HostileInputRig {

    @Test
    void what_is_odd_about_a_message_is_no_matter_to_an_event_and_no_hindrance_to_a_dead_letter() throws Exception {
        for (String channel : CHANNELS.keySet()) {
            Map<String, Message<byte[]>> good = OddParts.of(() -> event(channel).getBytes(StandardCharsets.UTF_8));
            Map<String, Message<byte[]>> bad = OddParts.of(() -> "{".getBytes(StandardCharsets.UTF_8));
            List<Message<?>> messages = new ArrayList<>();
            for (String what : good.keySet()) {
                messages.add(good.get(what).property(CASE, what));
                messages.add(bad.get(what).property(CASE, what));
            }
            amqp.sendAll(channel, messages);
            List<String> dead = new ArrayList<>();
            for (Taken taken : amqp.routed(channel, "dead-letter/" + channel)) {
                dead.add(String.valueOf(taken.properties().get(CASE)));
                assertThat(taken.text("keyword")).isEqualTo("json");
                assertThat(taken.bytes()).asString().isEqualTo("{");
                assertThat(taken.properties()).doesNotContainKey("_AMQ_DUPL_ID");
            }
            assertThat(dead).containsExactlyInAnyOrderElementsOf(good.keySet());
            assertThat(amqp.takeEverything("held/archive")).hasSize(good.size());
        }
    }
}
