package io.stagedoor.settings;

import io.stagedoor.management.Patience;
import io.stagedoor.start.StartFailure;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** What beans of other packages are told, since none of them knows {@link Settings}. */
@Dependent
final class SettingsProducer {

    /** @throws StartFailure never: the start has read the same setting */
    @Produces
    @Singleton
    Patience patience(Config config) throws StartFailure {
        return new Settings(config).patience();
    }
}
