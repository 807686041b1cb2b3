package io.stagedoor.management;

import io.stagedoor.watch.Watch;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jboss.logging.Logger;

/** The liveness check: whether no worker is stuck. If one is, a restart helps, and loses nothing. */
@Liveness
@Singleton
public class Live implements HealthCheck {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.management");

    private final Watch watch;
    private final Duration patience;

    Live(Watch watch, Patience patience) {
        this.watch = watch;
        this.patience = patience.lasts();
    }

    @Override
    public HealthCheckResponse call() {
        List<String> stuck = watch.workers().stream()
                .map(worker -> worker.stuck(patience))
                .flatMap(Optional::stream)
                .toList();
        // Only the log has the reason: everyone can read the answer.
        stuck.forEach(which -> LOG.errorf("not live: %s", which));
        return HealthCheckResponse.named("progress").status(stuck.isEmpty()).build();
    }
}
