package io.stagedoor;

import io.quarkus.arc.properties.UnlessBuildProperty;
import io.stagedoor.broker.embedded.DiskReserve;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Starts {@link EmbeddedBroker}. A native build leaves this bean out, and so everything of the Artemis server, which
 * nothing else names: it would be most of the executable, and is not made to be compiled ahead of time.
 */
@Singleton
@UnlessBuildProperty(name = "quarkus.native.enabled", stringValue = "true", enableIfMissing = true)
final class ArtemisInside implements BrokerInside {

    private static final String BUNDLED_XML = "artemis-config/broker.xml";

    @Override
    public Running start(Settings settings, Contract contract) throws StartFailure {
        String config =
                settings.embeddedConfig().map(path -> path.toUri().toString()).orElse(BUNDLED_XML);
        Set<String> channels =
                contract.channels().stream().map(Channel::address).collect(Collectors.toSet());
        EmbeddedBroker broker = EmbeddedBroker.start(
                settings.data().resolve("broker"),
                settings.embeddedPort(),
                config,
                settings.largestEvent(),
                new DiskReserve(settings.embeddedReserve(), channels),
                LastLine::end);
        return new Running() {

            @Override
            public Optional<String> shortage() {
                return broker.shortage();
            }

            @Override
            public void close() throws Exception {
                broker.close();
            }
        };
    }
}
