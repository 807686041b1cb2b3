package io.stagedoor.management;

import io.stagedoor.watch.Watch;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** The startup check: contract, routes and settings are read and valid. The broker may still be away. */
@Startup
@Singleton
public class Started implements HealthCheck {

    private final Watch watch;

    Started(Watch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("start").status(watch.started()).build();
    }
}
