package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.tls.TlsConfiguration;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.stagedoor.testing.TlsRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SSLOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which TLS configuration is for the broker. */
class TlsTest {

    private final TlsRegistry registry = new TlsRegistry();

    @Test
    void without_a_name_the_java_runtime_says_whom_to_trust() throws Exception {
        Tls tls = read(Map.of());

        assertThat(tls).isEqualTo(Tls.OF_THE_JDK);
        assertThat(tls.protocols()).isEmpty();
        assertThat(tls.cipherSuites()).isEmpty();
        assertThat(tls.context().getProtocol()).isEqualTo("TLS");
    }

    @Test
    void a_name_selects_its_configuration_and_what_that_allows() {
        TlsConfiguration configuration = configuration(new SSLOptions()
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
                .addEnabledCipherSuite("TLS_AES_256_GCM_SHA384"));
        registry.register("events", configuration);

        Tls tls = read(Map.of("stagedoor.broker.tls", "events"));

        assertThat(tls.configuration()).containsSame(configuration);
        assertThat(tls.protocols()).containsExactly("TLSv1.3");
        assertThat(tls.cipherSuites()).containsExactly("TLS_AES_256_GCM_SHA384");
    }

    @Test
    void a_name_that_nothing_is_configured_under_says_what_to_set() {
        assertThatThrownBy(() -> read(Map.of("stagedoor.broker.tls", "nobody")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stagedoor.broker.tls=nobody: there are no keys quarkus.tls.nobody.*")
                .hasMessageContaining("quarkus.tls.nobody.trust-store.pem.certs");
    }

    @Test
    void keys_of_earlier_versions_are_refused_with_the_names_of_the_new_ones() {
        assertThatThrownBy(() -> read(Map.of("stagedoor.broker.tls.trust-store", "trust.p12")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stagedoor.broker.tls.trust-store is now quarkus.tls.<name>.trust-store.p12.path"
                        + " (or .jks.path); choose a <name>, and set stagedoor.broker.tls to it");
        assertThatThrownBy(() -> read(Map.of(
                        "stagedoor.broker.tls.trust-store-password", "s3cret",
                        "stagedoor.broker.tls.key-store", "key.p12",
                        "stagedoor.broker.tls.key-store-password", "s3cret")))
                .hasMessageContaining("quarkus.tls.<name>.trust-store.p12.password")
                .hasMessageContaining("quarkus.tls.<name>.key-store.p12.path")
                .hasMessageContaining("quarkus.tls.<name>.key-store.p12.password")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_list_of_revoked_certificates_is_refused_where_it_would_have_no_effect() {
        registry.register("events", configuration(new SSLOptions().addCrlValue(Buffer.buffer("revoked"))));

        assertThatThrownBy(() -> read(Map.of("stagedoor.broker.tls", "events")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quarkus.tls.events.certificate-revocation-list");
    }

    private static TlsConfiguration configuration(SSLOptions options) {
        return TlsRegistry.of(Path.of("trust.p12"), null, options);
    }

    private Tls read(Map<String, String> settings) {
        return Tls.read(
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "the test", 1))
                        .build(),
                registry);
    }
}
