package io.stagedoor.broker.embedded.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.impl.AddressInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrayAddressesTest {

    @TempDir
    Path folder;

    @Test
    void refused_addresses_are_forgotten_and_existing_ones_stay() throws Exception {
        StrayAddresses strays = new StrayAddresses();
        Configuration configuration =
                new ConfigurationImpl().setSecurityEnabled(false).setJMXManagementEnabled(false);
        configuration.setBrokerInstance(folder.toFile());
        configuration.registerBrokerPlugin(strays);
        ActiveMQServer server = ActiveMQServers.newActiveMQServer(configuration);
        server.start();
        try {
            SimpleString made = SimpleString.of("made");
            server.addAddressInfo(new AddressInfo(made, RoutingType.ANYCAST));
            Object store = server.getPagingManager().getPageStore(made);
            for (int i = 1; i < StrayAddresses.MANY; i++) {
                server.getPagingManager().getPageStore(SimpleString.of("stray-" + i));
                strays.refused();
            }
            assertThat(names(server)).contains("stray-1", "made");

            strays.refused();

            assertThat(names(server)).contains("made").noneMatch(name -> name.startsWith("stray"));
            assertThat(server.getPagingManager().getPageStore(made)).isSameAs(store);
        } finally {
            server.stop();
        }
    }

    private static List<String> names(ActiveMQServer server) {
        return Arrays.stream(server.getPagingManager().getStoreNames())
                .map(SimpleString::toString)
                .toList();
    }
}
