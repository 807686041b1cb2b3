package io.stagedoor.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.TestBroker;
import io.stagedoor.cli.Cli;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import java.time.Duration;
import java.util.List;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.junit.jupiter.api.Test;

/** {@code redrive} and {@code discard}. */
class DeadLettersChangeTest extends DeadLettersRig {

    @Test
    void a_redriven_delivery_is_the_same_event_with_its_attempts_anew() throws Exception {
        exhausted("cmdb", "id-1", Duration.ZERO);
        exhausted("cmdb", "id-2", Duration.ZERO);
        Cli.Result result = run("redrive", "id-1");
        assertThat(result.exit()).isZero();
        assertThat(result.outLines()).containsExactly("1 redriven", "  1 to deliver/cmdb");
        Amqp.Taken taken = amqp.take("deliver/cmdb");
        assertThat(taken.bytes()).isEqualTo(Events.task("id-1", "completed").getBytes(UTF_8));
        assertThat(taken.properties())
                .containsOnly(
                        entry("stagedoor_event_id", "id-1"),
                        entry("stagedoor_channel", Events.TASK),
                        entry("stagedoor_received", "2026-11-23T07:00:00Z"),
                        entry("stagedoor_content_type", "application/json"),
                        entry("tenant", "blue"));
        assertThat(amqp.takeAll(CMDB)).singleElement().satisfies(left -> assertThat(left.text("event_id"))
                .isEqualTo("id-2"));
    }

    @Test
    void an_event_that_goes_back_to_its_channel_has_the_producers_properties_alone() throws Exception {
        invalid("id-1", "{}".getBytes(UTF_8), "", "required", "x");
        assertThat(run("redrive", "--channel", "catalogEntityChange").exit()).isZero();
        Amqp.Taken taken = amqp.take(Events.ENTITY);
        assertThat(taken.bytes()).isEqualTo("{}".getBytes(UTF_8));
        assertThat(taken.properties()).containsOnly(entry("tenant", "blue"));
    }

    @Test
    void an_id_with_quotes_cannot_inject_into_the_selector() throws Exception {
        exhausted("cmdb", "a' OR 'x'='x", Duration.ZERO);
        exhausted("cmdb", "b", Duration.ZERO);
        assertThat(run("redrive", "a'").outLines()).containsExactly("1 redriven", "  1 to deliver/cmdb");
        broker.awaitDepth(CMDB, 1);
    }

    @Test
    void a_redrive_of_some_leaves_the_others_also_those_with_the_same_id() throws Exception {
        for (int i = 0; i < 250; i++) {
            exhausted("cmdb", "id-" + i, Duration.ofHours(i % 2 == 0 ? 5 : 0));
        }
        exhausted("cmdb", "id-0", Duration.ZERO);
        exhausted("audit", "id-0", Duration.ofHours(5));
        Cli.Result dry = run("redrive", "--destination", "cmdb", "--older-than", "2h", "--dry-run");
        assertThat(dry.outLines()).containsExactly("125 would be redriven", "  125 to deliver/cmdb");
        broker.awaitDepth(CMDB, 251);
        Cli.Result result = run("redrive", "--destination", "cmdb", "--older-than", "2h");
        assertThat(result.outLines()).containsExactly("125 redriven", "  125 to deliver/cmdb");
        broker.awaitDepth(CMDB, 126);
        broker.awaitDepth(AUDIT, 1);
        assertThat(run("redrive", "--all", "--limit", "5").out()).contains("5 redriven");
        await().untilAsserted(() ->
                assertThat(broker.depth(AUDIT) + broker.depth(CMDB)).isEqualTo(122));
    }

    @Test
    void an_event_that_becomes_a_dead_letter_again_during_the_command_is_not_redriven_twice() throws Exception {
        exhausted("cmdb", "before", Duration.ofSeconds(1));
        exhausted("cmdb", "after", Duration.ofHours(-1));
        assertThat(run("redrive", "--all").out())
                .contains("1 redriven", "1 left in place: new since this command started");
        assertThat(amqp.take(CMDB).text("event_id")).isEqualTo("after");
    }

    @Test
    void without_options_nothing_is_selected() {
        for (String command : List.of("redrive", "discard")) {
            assertThat(run(command).exit()).isEqualTo(2);
            assertThat(run(command).err()).contains("--all").contains("--queue");
            assertThat(run(command, "--limit", "1").exit()).isEqualTo(2);
            assertThat(run(command, "--all", "id").exit()).isEqualTo(2);
        }
    }

    @Test
    void after_a_change_of_the_contract_what_is_valid_now_is_sent_and_the_rest_stays_with_reasons() throws Exception {
        invalid("good", Events.file("catalog-created-ledger.json"), "", "required", "of an older contract");
        invalid("bad", "{\"topic\":\"catalog\"}".getBytes(UTF_8), "", "required", "x");
        invalid("broken", "{".getBytes(UTF_8), "", "json", "x");
        Cli.Result result = run("redrive", "--all", "--revalidate");
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("1 redriven", "1 to " + Events.ENTITY, "2 left in place")
                .contains("1 catalogEntityChange: (root): required:")
                .contains("1 json: line 1, column 2");
        assertThat(amqp.take(Events.ENTITY).bytes()).isEqualTo(Events.file("catalog-created-ledger.json"));
        broker.awaitDepth(ENTITY, 2);
    }

    @Test
    void discarding_needs_a_confirmation() throws Exception {
        exhausted("cmdb", "id-1", Duration.ZERO);
        exhausted("cmdb", "id-2", Duration.ZERO);
        Cli.Result script = run(new Cli().stdin(""), "discard", "id-1");
        assertThat(script.exit()).isEqualTo(2);
        assertThat(script.err()).contains("--yes");
        Cli.Result no = run(new Cli().typing("no\n"), "discard", "id-1");
        assertThat(no.exit()).isEqualTo(1);
        assertThat(no.out()).contains("Discard 1 dead letter for ever? Type yes:");
        broker.awaitDepth(CMDB, 2);
        assertThat(run(new Cli().typing("yes\n"), "discard", "id-1").exit()).isZero();
        assertThat(run(new Cli().stdin(""), "discard", "--all", "--yes", "--limit", "5")
                        .out())
                .contains("1 discarded", "1 from " + CMDB);
        broker.awaitDepth(CMDB, 0);
    }

    @Test
    void a_destination_that_was_removed_gets_nothing_back_while_a_program_runs_unless_it_is_forced() throws Exception {
        exhausted("cmdb", "id-1", Duration.ZERO);
        exhausted("audit", "id-2", Duration.ZERO);
        amqp.send("deliver/cmdb", Message.create("there"));
        try (var connector = TestBroker.connector(broker.url());
                Connection program = connector.open();
                Receiver audit = program.openReceiver("deliver/audit")) {
            audit.openFuture().get();
            Cli.Result result = run("redrive", "--all");
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.out())
                    .contains("1 redriven", "1 to deliver/audit", "1 left in place")
                    .contains("nothing consumes deliver/cmdb, although a program runs")
                    .contains("destination cmdb", "--force");
            broker.awaitDepth(CMDB, 1);
            assertThat(run("redrive", "--all", "--dry-run").exit()).isEqualTo(1);
            assertThat(run("redrive", "--all", "--force").outLines())
                    .containsExactly("1 redriven", "  1 to deliver/cmdb");
        }
        broker.awaitDepth("deliver/cmdb", 2);
    }

    @Test
    void a_channel_that_was_removed_gets_nothing_back_either() throws Exception {
        invalid("id-1", "{}".getBytes(UTF_8), "", "required", "x");
        try (var connector = TestBroker.connector(broker.url());
                Connection program = connector.open();
                Receiver task = program.openReceiver(Events.TASK)) {
            task.openFuture().get();
            Cli.Result result = run("redrive", "id-1");
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.out()).contains("0 redriven", "was its route removed?");
        }
        broker.awaitDepth(ENTITY, 1);
    }

    @Test
    void a_paused_destination_gets_its_dead_letters_back_and_a_note_says_when_no_program_runs() throws Exception {
        exhausted("cmdb", "id-1", Duration.ZERO);
        exhausted("audit", "id-2", Duration.ZERO);
        amqp.send("deliver/cmdb", Message.create("there"));
        assertThat(new Cli()
                        .with("stagedoor.broker.url", broker.url())
                        .run("destinations", "pause", "cmdb")
                        .exit())
                .isZero();
        Cli.Result result = run("redrive", "--all");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("2 redriven");
        assertThat(result.err())
                .contains("nothing consumes deliver/audit at the moment", "stagedoor run")
                .doesNotContain("deliver/cmdb");
    }
}
