package io.stagedoor.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.loss.plan.LossOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The loss checker in its short form; {@code benchmarks/loss-check} runs it for longer, and asks for more. */
class LossIT {

    @Test
    void every_accepted_event_is_accounted_for_after_kills_of_program_broker_and_receivers_and_cut_connections()
            throws Exception {
        LossOptions options = new LossOptions();
        options.events = 4_000;
        options.kills = 10;
        options.spread = 0.4;
        // A bound: it ends when all is sent, killed and settled.
        options.minutes = 5;

        // Kept after the test: where it failed, this says more than the failure.
        LossResult result = new LossRun(options, Path.of("target/loss/it-" + options.seed)).run();

        System.out.println(result.table());
        assertThat(result.holds()).as(result.table()).isTrue();
        assertThat(result.complete()).as(result.table()).isTrue();
    }
}
