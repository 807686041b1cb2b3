package io.stagedoor;

import io.quarkus.arc.properties.UnlessBuildProperty;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.Credential;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.broker.embedded.disk.DiskReserve;
import io.stagedoor.broker.embedded.doors.Doors;
import io.stagedoor.settings.Settings;
import io.stagedoor.start.StartFailure;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * Starts the {@link EmbeddedBroker}. A native build leaves out this bean, and with it the whole Artemis server: nothing
 * else refers to it. The server would be most of the executable, and it is not made for compilation ahead of time.
 */
@Singleton
@UnlessBuildProperty(name = "quarkus.native.enabled", stringValue = "true", enableIfMissing = true)
final class ArtemisInside implements BrokerInside {

    private static final String BUNDLED_XML = "artemis-config/broker.xml";

    @Override
    public Running start(Settings settings, BrokerSettings broker, Set<String> channels) throws StartFailure {
        String config =
                settings.embeddedConfig().map(path -> path.toUri().toString()).orElse(BUNDLED_XML);
        Credential program =
                new Credential(broker.user().orElseThrow(), broker.password().orElseThrow());
        EmbeddedBroker embedded = EmbeddedBroker.start(
                BrokerSettings.folder(settings.data()),
                settings.embeddedPort(),
                config,
                settings.largestEvent(),
                new Doors(program, channels),
                new DiskReserve(settings.embeddedReserve(), channels),
                LastLine::end);
        return new Running() {

            @Override
            public Optional<String> shortage() {
                return embedded.shortage();
            }

            @Override
            public void close() throws Exception {
                embedded.close();
            }
        };
    }
}
