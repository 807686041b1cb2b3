package io.stagedoor.operations.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.operations.Invalid;
import io.stagedoor.operations.NotFound;
import io.stagedoor.operations.OperationsRig;
import io.stagedoor.operations.Page;
import io.stagedoor.operations.deadletters.DeadLetterOrder.Action;
import io.stagedoor.operations.jobs.Job;
import io.stagedoor.operations.jobs.JobState;
import io.stagedoor.operations.jobs.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersTest extends OperationsRig {

    private static final String DEAD = "dead-letter/deliver/cmdb";
    private static final String OTHER = "dead-letter/backstage/scaffolder/task";

    private final Jobs jobs = new Jobs();
    private DeadLetters deadLetters;

    @BeforeEach
    void open() {
        deadLetters = new DeadLetters(installation, state, jobs);
    }

    @AfterEach
    void stopJobs() throws Exception {
        jobs.close();
    }

    private void send(String queue, String id, String reason) throws Exception {
        amqp.send(queue, letter(id, reason));
    }

    private static Message<String> letter(String id, String reason) throws Exception {
        return Message.create("{}")
                .property("stagedoor_event_id", id)
                .property("stagedoor_reason", reason)
                .property("stagedoor_last_failure", "2026-11-26T16:03:39.120Z");
    }

    private List<String> ids(Page<StoredDeadLetter> page) {
        return page.items().stream().map(StoredDeadLetter::id).toList();
    }

    private Job ended(Job job) {
        await().until(() -> job.state().ended());
        return job;
    }

    private static DeadLetterOrder order(Action action, Set<String> ids, boolean dryRun) {
        return new DeadLetterOrder(action, ids, DeadLetterCriteria.ALL, 0, dryRun, false);
    }

    @Test
    void pages_go_through_the_queues_and_every_one_is_on_one_page() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            send(OTHER, "a" + i, "invalid");
            sent.add("a" + i);
        }
        for (int i = 0; i < 5; i++) {
            send(DEAD, "b" + i, "exhausted");
            sent.add("b" + i);
        }
        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            Page<StoredDeadLetter> page = deadLetters.page(DeadLetterCriteria.ALL, 3, cursor);
            read.addAll(ids(page));
            cursor = page.next();
        } while (cursor != null);
        assertThat(read).isEqualTo(sent);
        assertThat(deadLetters.counts()).containsEntry(DEAD, 5L).containsEntry(OTHER, 5L);
    }

    @Test
    void a_cursor_goes_on_where_it_was_when_others_have_left_the_queue() throws Exception {
        for (int i = 0; i < 6; i++) {
            send(DEAD, "b" + i, "exhausted");
        }
        Page<StoredDeadLetter> first = deadLetters.page(DeadLetterCriteria.ALL, 3, null);
        assertThat(amqp.take(DEAD).text("event_id")).isEqualTo("b0");
        assertThat(ids(deadLetters.page(DeadLetterCriteria.ALL, 3, first.next())))
                .containsExactly("b3", "b4", "b5");
    }

    @Test
    void a_forged_cursor_is_refused() {
        for (String cursor : List.of("", "x", "AAAA", "../..", "a".repeat(5_000), "YQpiCmM")) {
            assertThatThrownBy(() -> deadLetters.page(DeadLetterCriteria.ALL, 3, cursor))
                    .as(cursor)
                    .isInstanceOf(Invalid.class)
                    .hasMessageContaining("cursor");
        }
    }

    @Test
    void a_filter_that_can_match_nothing_is_refused_and_says_what_there_is() throws Exception {
        send(DEAD, "b", "exhausted");
        DeadLetterCriteria reason = new DeadLetterCriteria(
                Optional.empty(),
                Optional.of("bored"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThatThrownBy(() -> deadLetters.page(reason, 3, null))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("reason must be one of invalid, unrouted");
    }

    @Test
    void one_is_found_by_its_id_also_when_only_its_bytes_are_known() throws Exception {
        send(DEAD, "b", "exhausted");
        send(OTHER, "b", "invalid");
        amqp.send("dead-letter/broker", Message.create("no json"));
        assertThat(deadLetters.of("b", Optional.empty())).hasSize(2);
        assertThat(deadLetters.of("b", Optional.of("deliver/cmdb"))).hasSize(1);
        String hash =
                deadLetters.page(DeadLetterCriteria.ALL, 1, null).items().get(0).id();
        assertThat(ids(deadLetters.page(DeadLetterCriteria.ALL, 10, null))).contains(hash);
        StoredDeadLetter unnamed = deadLetters.page(DeadLetterCriteria.ALL, 10, null).items().stream()
                .filter(letter -> letter.queue().equals("dead-letter/broker"))
                .findFirst()
                .orElseThrow();
        assertThat(deadLetters.of(unnamed.id(), Optional.empty())).hasSize(1);
        assertThatThrownBy(() -> deadLetters.of("nobody", Optional.empty())).isInstanceOf(NotFound.class);
    }

    @Test
    void a_job_redrives_what_is_chosen_and_says_how_many() throws Exception {
        for (int i = 0; i < 250; i++) {
            send(DEAD, "b" + i, "exhausted");
        }
        Job dry = ended(deadLetters.start(order(Action.REDRIVE, Set.of(), true), WHO));
        assertThat(dry.state()).as(dry.error()).isEqualTo(JobState.DONE);
        assertThat(dry.progress().doneInAll()).isEqualTo(250);
        Job some = ended(deadLetters.start(order(Action.REDRIVE, Set.of("b7", "b8"), false), WHO));
        assertThat(some.progress().done()).containsExactly(Map.entry("to deliver/cmdb", 2L));
        broker.awaitDepth("deliver/cmdb", 2);
        Job rest = ended(deadLetters.start(order(Action.DISCARD, Set.of(), false), WHO));
        assertThat(rest.progress().doneInAll()).isEqualTo(248);
        broker.awaitDepth(DEAD, 0);
    }

    @Test
    void a_cancelled_job_ends_at_its_next_step_and_leaves_the_rest() throws Exception {
        List<Message<String>> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(letter("b" + i, "exhausted"));
        }
        amqp.sendAll(DEAD, many);
        Job job = deadLetters.start(order(Action.DISCARD, Set.of(), false), WHO);
        await().until(() -> job.progress().doneInAll() > 0);
        jobs.cancel(job.id(), WHO);
        ended(job);
        assertThat(job.state()).isEqualTo(JobState.CANCELLED);
        assertThat(job.progress().doneInAll()).isBetween(1L, 4_999L);
        broker.awaitDepth(DEAD, 5_000 - job.progress().doneInAll());
    }
}
