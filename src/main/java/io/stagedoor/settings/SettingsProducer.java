package io.stagedoor.settings;

import io.stagedoor.management.Patience;
import io.stagedoor.start.StartFailure;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Gives settings to beans of other packages, because they do not know {@link Settings}. */
@Dependent
final class SettingsProducer {

    /** @throws StartFailure never, because the start has checked the same setting */
    @Produces
    @Singleton
    Patience patience(Config config) throws StartFailure {
        return new Settings(config).patience();
    }
}
