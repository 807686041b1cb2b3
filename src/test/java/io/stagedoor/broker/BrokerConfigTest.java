package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.broker.embedded.disk.DiskReserve;
import io.stagedoor.broker.embedded.doors.Doors;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.testing.FreePort;
import java.io.Reader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.DivertConfiguration;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises, tested with the embedded broker. */
class BrokerConfigTest extends BrokerPromises {

    private static final Path FILE = Path.of("artemis-config/broker.xml");

    @TempDir
    static Path folder;

    private EmbeddedBroker broker;

    @Override
    BrokerSettings start() throws Exception {
        int port = FreePort.next();
        Credential program = Credential.obtain(folder);
        Set<String> channels =
                Contract.bundled().channels().stream().map(Channel::address).collect(Collectors.toSet());
        broker = EmbeddedBroker.start(
                folder,
                port,
                url().toString(),
                262_144,
                new Doors(program, channels),
                new DiskReserve(0, Set.of()),
                why -> {
                    throw new IllegalStateException(why);
                });
        AmqpUrl url = AmqpUrl.parse(BrokerSettings.URL, "amqp://localhost:" + port);
        return new BrokerSettings(url, Optional.empty(), Optional.empty(), Optional.empty()).as(program);
    }

    @Override
    void stop() throws Exception {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void it_remembers_as_many_events_as_the_program() throws Exception {
        Properties defaults = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            defaults.load(file);
        }

        assertThat(configuration().isPersistIDCache()).isTrue();
        assertThat(defaults)
                .containsEntry(
                        "stagedoor.routing.duplicates.window",
                        Integer.toString(configuration().getIDCacheSize()));
    }

    @Test
    void an_event_that_is_too_large_becomes_a_dead_letter_on_each_channel() throws Exception {
        assertThat(configuration().getDivertConfigurations())
                .allMatch(divert -> divert.isExclusive()
                        && divert.getForwardingAddress().equals("dead-letter/" + divert.getAddress()))
                .extracting(DivertConfiguration::getAddress)
                .containsExactlyInAnyOrderElementsOf(Contract.bundled().channels().stream()
                        .map(Channel::address)
                        .toList());
    }

    @Test
    void the_declared_channels_are_those_of_the_contract() throws Exception {
        assertThat(configuration().getAddressConfigurations())
                .extracting(CoreAddressConfiguration::getName)
                .filteredOn(name -> name.startsWith("backstage/"))
                .containsExactlyInAnyOrderElementsOf(Contract.bundled().channels().stream()
                        .map(Channel::address)
                        .toList());
    }

    @Test
    void its_files_lie_under_the_given_folder() {
        assertThat(folder.resolve("data/journal")).isNotEmptyDirectory();
    }

    private static FileConfiguration configuration() throws Exception {
        FileConfiguration configuration = new FileConfiguration();
        new FileDeploymentManager(url().toString()).addDeployable(configuration).readConfiguration();
        return configuration;
    }

    private static URL url() throws Exception {
        return FILE.toUri().toURL();
    }
}
