package io.stagedoor.broker.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.junit.jupiter.api.Test;

class HeapShareTest {

    private static final int EVENT = 256 * 1024;
    private static final long MIB = 1024 * 1024;

    @Test
    void the_broker_takes_a_quarter_of_a_small_heap_and_gives_producers_fewer_credits() throws Exception {
        Configuration configuration = configuration();
        new HeapShare(64 * MIB).fit(configuration, EVENT);
        assertThat(configuration.getGlobalMaxSize()).isEqualTo(16 * MIB);
        assertThat(credits(configuration, "amqpCredits")).isEqualTo("32");
        assertThat(credits(configuration, "amqpLowCredits")).isEqualTo("10");
    }

    @Test
    void on_a_large_heap_its_configuration_applies() throws Exception {
        Configuration configuration = configuration();
        new HeapShare(4096 * MIB).fit(configuration, EVENT);
        assertThat(configuration.getGlobalMaxSize()).isEqualTo(128 * MIB);
        assertThat(credits(configuration, "amqpCredits")).isEqualTo("1000");
    }

    @Test
    void a_producer_always_has_some_credit() {
        assertThat(new HeapShare(MIB).credits(1_000, EVENT)).isEqualTo(10);
        assertThat(new HeapShare(MIB).credits(5, EVENT)).isEqualTo(5);
    }

    private static Configuration configuration() throws Exception {
        return new ConfigurationImpl()
                .setGlobalMaxSize(128 * MIB)
                .addAcceptorConfiguration(
                        "amqp", "tcp://localhost:1?protocols=AMQP;amqpCredits=1000;amqpLowCredits=300");
    }

    private static String credits(Configuration configuration, String key) {
        return String.valueOf(configuration
                .getAcceptorConfigurations()
                .iterator()
                .next()
                .getCombinedParams()
                .get(key));
    }
}
