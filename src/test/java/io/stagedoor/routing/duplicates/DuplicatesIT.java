package io.stagedoor.routing.duplicates;

import static io.stagedoor.testing.Events.BUILD;
import static io.stagedoor.testing.Events.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.Events;
import io.stagedoor.testing.Program;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.Test;

/**
 * Two messages of a channel with the same {@code metadata.eventId} are one event, whoever dies between them. Nobody
 * works the queues that the routes send to, so that each shows what was routed, and how often.
 */
public class DuplicatesIT extends DuplicatesRig {

    @Test
    void an_event_sent_again_is_routed_once_be_it_at_once_or_later() throws Exception {
        List<String> ids = ids(300);
        try (Program program = Program.run(folder, settings)) {
            send(TASK, ids.stream().flatMap(id -> Stream.of(id, id, id)).toList());
            assertThat(routed()).isEqualTo(once(ids));
            send(TASK, ids);
            send(TASK, ids(1));
            assertThat(routed()).doesNotContainKeys(ids.toArray(String[]::new)).hasSize(1);
            assertThat(program.output()).contains("duplicate: channel=" + TASK + " event=" + ids.get(0));
        }
    }

    @Test
    void an_event_that_another_process_routed_is_routed_by_none_again() throws Exception {
        List<String> ids = ids(300);
        try (Program two = Program.replica("two", folder, settings)) {
            try (Program one = Program.replica("one", folder, settings)) {
                send(TASK, ids);
                assertThat(routed()).isEqualTo(once(ids));
                sendAgainAndOneMore(ids);
            }
            sendAgainAndOneMore(ids);
            assertThat(two.output()).contains("duplicate: ");
        }
    }

    private void sendAgainAndOneMore(List<String> ids) throws Exception {
        send(TASK, ids);
        List<String> fresh = ids(1);
        send(TASK, fresh);
        assertThat(routed()).isEqualTo(once(fresh));
    }

    /** The broker gives the two copies to two processes in the same moment. */
    @Test
    void an_event_that_two_processes_get_at_once_is_routed_once() throws Exception {
        List<String> ids = ids(1_000);
        List<String> twice = ids.stream().flatMap(id -> Stream.of(id, id)).toList();
        try (Program one = Program.replica("one", folder, settings);
                Program two = Program.replica("two", folder, settings)) {
            send(TASK, twice);
            assertThat(routed()).isEqualTo(once(ids));
            for (String id : ids.subList(0, 100)) {
                send(TASK, List.of(id, id));
                String fresh = Events.newId();
                send(TASK, List.of(fresh, fresh));
                assertThat(routed()).isEqualTo(once(List.of(fresh)));
            }
            assertThat(one.output() + two.output()).doesNotContain("committing without the lease");
        }
    }

    @Test
    void an_event_that_became_a_dead_letter_may_come_again() throws Exception {
        String id = ids(1).get(0);
        try (Program program = Program.run(folder, settings)) {
            for (String broken : List.of(
                    Events.task(id, "no such action"),
                    Events.task(id, "completed").replace("scaffolder\"", "\""))) {
                amqp.send(TASK, broken.getBytes(StandardCharsets.UTF_8));
                assertThat(amqp.take("dead-letter/" + TASK).text("reason")).isEqualTo("invalid");
            }
            String unrouted = Events.task(id, "completed").replaceFirst("\"action\": \"completed\",", "");
            amqp.send(TASK, unrouted.getBytes(StandardCharsets.UTF_8));
            assertThat(amqp.take("dead-letter/" + TASK).text("reason")).isEqualTo("unrouted");
            amqp.take(ARCHIVE); // The route archives also what it has no other destination for.

            send(TASK, List.of(id, id));
            assertThat(routed()).isEqualTo(once(List.of(id)));
        }
    }

    @Test
    void only_the_events_own_id_counts_and_only_on_one_channel_and_not_where_it_is_off() throws Exception {
        settings.put("stagedoor.routing.duplicates.off-for", "techdocsBuild");
        String id = ids(1).get(0);
        String build = Events.text("techdocs-build.json").replace("5118d7cb-a958-561e-93e1-5d5a2f8551eb", id);
        String nameless = Events.text("scaffolder-completed.json").replaceFirst("\"eventId\": *\"[^\"]*\",?", "");
        assertThat(nameless).doesNotContain("eventId");
        try (Program program = Program.run(folder, settings)) {
            for (int i = 0; i < 3; i++) {
                send(TASK, List.of(id));
                amqp.send(BUILD, build.getBytes(StandardCharsets.UTF_8));
                amqp.send(TASK, Message.create(nameless).messageId("the-same"));
            }
            amqp.awaitEmpty(BUILD);
            assertThat(routed()).isEqualTo(Map.of(id, 4, "the-same", 3));
        }
    }
}
