package io.stagedoor;

import io.quarkus.arc.properties.UnlessBuildProperty;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import jakarta.inject.Singleton;

/**
 * Starts {@link EmbeddedBroker}. A native build leaves this bean out, and so everything of the Artemis server, which
 * nothing else names: it would be most of the executable, and is not made to be compiled ahead of time.
 */
@Singleton
@UnlessBuildProperty(name = "quarkus.native.enabled", stringValue = "true", enableIfMissing = true)
final class ArtemisInside implements BrokerInside {

    private static final String BUNDLED_XML = "artemis-config/broker.xml";

    @Override
    public AutoCloseable start(Settings settings) throws StartFailure {
        String config =
                settings.embeddedConfig().map(path -> path.toUri().toString()).orElse(BUNDLED_XML);
        return EmbeddedBroker.start(
                settings.data().resolve("broker"), settings.embeddedPort(), config, settings.largestEvent());
    }
}
