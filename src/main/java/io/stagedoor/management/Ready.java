package io.stagedoor.management;

import io.stagedoor.watch.Watch;
import io.stagedoor.watch.Worker;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * The readiness check: the broker answers, every route runs and has its queue, and every channel makes progress. Not
 * ready once the program is stopping.
 */
@Readiness
@Singleton
public class Ready implements HealthCheck {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.management");

    private final Watch watch;
    private final BrokerWatch broker;
    private final CamelContext camel;
    private final Duration patience;
    private final Stalled stalled;
    private final AtomicReference<Optional<String>> before = new AtomicReference<>(Optional.of(""));

    Ready(Watch watch, BrokerWatch broker, CamelContext camel, Patience patience) {
        this.patience = patience.lasts();
        this.stalled = new Stalled(this.patience, System::nanoTime);
        this.watch = watch;
        this.broker = broker;
        this.camel = camel;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> reason = reason();
        // Only the log has the reason: everyone can read the answer.
        if (!reason.equals(before.getAndSet(reason))) {
            LOG.info(reason.map(why -> "not ready: " + why).orElse("ready"));
        }
        return HealthCheckResponse.named("routes").status(reason.isEmpty()).build();
    }

    private Optional<String> reason() {
        if (!watch.started()) {
            return Optional.of("the program is starting");
        }
        if (watch.stopping()) {
            return Optional.of("the program is stopping");
        }
        if (!broker.answers()) {
            return Optional.of("the broker does not answer");
        }
        if (watch.obstacle().isPresent()) {
            return Optional.of("the embedded broker accepts no events; an earlier line says why");
        }
        return stoppedRoute()
                .map(id -> "the route " + id + " does not run")
                .or(() -> waitingWorker().map(worker -> worker.name() + ": its queue is not open"))
                .or(this::failingWorker)
                .or(() -> stalled.among(watch.workers(), broker::queue));
    }

    private Optional<String> failingWorker() {
        return watch.workers().stream()
                .flatMap(worker -> worker.failing(patience).stream())
                .findFirst();
    }

    private Optional<String> stoppedRoute() {
        return camel.getRoutes().stream()
                .map(Route::getRouteId)
                .filter(id -> !camel.getRouteController().getRouteStatus(id).isStarted())
                .findFirst();
    }

    private Optional<Worker> waitingWorker() {
        return watch.workers().stream().filter(worker -> !worker.connected()).findFirst();
    }
}
