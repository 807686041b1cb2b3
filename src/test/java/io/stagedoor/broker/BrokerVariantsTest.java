package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.ha.ReplicationPrimaryPolicyConfiguration;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The property files beside {@code broker.xml}. Artemis silently ignores lines that it cannot apply. */
class BrokerVariantsTest {

    private static final Path FOLDER = Path.of("artemis-config");
    private static final String TLS = "tls.properties";
    private static final String CERTIFICATES = "client-certificates.properties";
    private static final String PAIR = "replication.properties";
    private static final String ZOOKEEPER = "lock-zookeeper.properties";
    private static final String FILES = "lock-files.properties";

    @ParameterizedTest
    @ValueSource(strings = {TLS, TLS + "," + CERTIFICATES, PAIR + "," + ZOOKEEPER, PAIR + "," + FILES})
    void artemis_applies_each_line(String files) throws Exception {
        assertThat(configuration(files).getStatus())
                .contains(files.split(","))
                .doesNotContainPattern("\"errors\":\\[[^\\]]");
    }

    @Test
    void these_are_all_there_are() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            Set<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".properties"))
                    .collect(Collectors.toSet());
            assertThat(names).containsExactlyInAnyOrder(TLS, CERTIFICATES, PAIR, ZOOKEEPER, FILES);
        }
    }

    @Test
    void with_tls_the_amqp_port_keeps_all_its_other_settings() throws Exception {
        TransportConfiguration plain = acceptor(configuration(""), "amqp");
        TransportConfiguration tls = acceptor(configuration(TLS + "," + CERTIFICATES), "amqp");

        assertThat(tls.getParams()).containsAllEntriesOf(plain.getParams()).containsEntry("sslEnabled", "true");
        assertThat(configuration(TLS).getAcceptorConfigurations()).hasSize(1);
    }

    @Test
    void the_brokers_of_a_pair_are_equals_that_need_the_lock() throws Exception {
        FileConfiguration pair = configuration(PAIR + "," + ZOOKEEPER);

        assertThat(pair.getHAPolicyConfiguration())
                .isInstanceOfSatisfying(ReplicationPrimaryPolicyConfiguration.class, policy -> {
                    assertThat(policy.getCoordinationId()).isNotBlank();
                    assertThat(policy.getDistributedManagerConfiguration().getClassName())
                            .endsWith("zookeeper.CuratorDistributedLockManager");
                });
        assertThat(acceptor(pair, "pair").getParams()).containsEntry("protocols", "CORE");
        assertThat(pair.getClusterConfigurations().get(0).getStaticConnectors()).containsExactly("peer");
    }

    private static TransportConfiguration acceptor(FileConfiguration configuration, String name) {
        return configuration.getAcceptorConfigurations().stream()
                .filter(acceptor -> acceptor.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static FileConfiguration configuration(String files) throws Exception {
        FileConfiguration configuration = new FileConfiguration();
        new FileDeploymentManager(FOLDER.resolve("broker.xml").toUri().toURL().toString())
                .addDeployable(configuration)
                .readConfiguration();
        if (!files.isEmpty()) {
            configuration.parseProperties(Arrays.stream(files.split(","))
                    .map(file -> FOLDER.resolve(file).toString())
                    .collect(Collectors.joining(",")));
        }
        return configuration;
    }
}
