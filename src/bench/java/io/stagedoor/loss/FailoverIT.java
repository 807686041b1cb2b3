package io.stagedoor.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.loss.plan.LossOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * A pair of standalone brokers that replicate, with users and rights; the program finds the one that serves by its
 * connection URL. {@code benchmarks/failover} runs it for longer.
 */
class FailoverIT {

    @Test
    void every_accepted_event_is_accounted_for_after_the_active_broker_was_killed_under_load() throws Exception {
        LossOptions options = new LossOptions();
        options.pair = true;
        options.replicas = 1;
        options.events = 1_200;
        options.kills = 1;
        options.spread = 0.2;
        // A bound: it ends when all is sent, killed and settled.
        options.minutes = 4;

        // Kept after the test: where it failed, this says more than the failure.
        LossResult result = new LossRun(options, Path.of("target/loss/failover-" + options.seed)).run();

        System.out.println(result.table());
        assertThat(result.holds()).as(result.table()).isTrue();
        assertThat(result.complete()).as(result.table()).isTrue();
    }
}
