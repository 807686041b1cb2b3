package io.stagedoor.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.stagedoor.testing.TlsRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialTest {

    @TempDir
    Path data;

    @Test
    void the_password_file_is_created_once_and_only_its_owner_can_read_it() throws IOException {
        Path broker = BrokerSettings.folder(data);
        assertThat(Credential.read(broker)).isEmpty();

        Credential made = Credential.obtain(broker);

        assertThat(made.password()).matches("[0-9a-f]{64}");
        assertThat(made.toString()).doesNotContain(made.password());
        assertThat(Credential.obtain(broker)).isEqualTo(made);
        assertThat(Credential.read(broker)).contains(made);
        assertThat(rights(broker)).isEqualTo("rwx------");
        assertThat(rights(Credential.file(broker))).isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(broker)) {
            assertThat(files).containsExactly(Credential.file(broker));
        }
    }

    @Test
    void the_error_names_an_empty_file_and_says_what_to_do() throws IOException {
        Path broker = BrokerSettings.folder(data);
        Files.createDirectories(broker);
        Files.writeString(Credential.file(broker), "\n");

        assertThatThrownBy(() -> Credential.obtain(broker))
                .hasMessageContaining(Credential.file(broker).toString())
                .hasMessageContaining("remove it");
    }

    @Test
    void a_command_uses_it_only_at_the_embedded_brokers_address_and_without_another_user() throws IOException {
        Credential made = Credential.obtain(BrokerSettings.folder(data));

        assertThat(user(Map.of())).contains(made.user());
        assertThat(user(Map.of(BrokerSettings.URL, "amqp://127.0.0.1:5672"))).contains(made.user());
        assertThat(user(Map.of(BrokerSettings.EMBEDDED_PORT, "5999"))).contains(made.user());
        assertThat(user(Map.of(BrokerSettings.URL, "amqp://localhost:5673"))).isEmpty();
        assertThat(user(Map.of(BrokerSettings.URL, "amqp://broker:5672"))).isEmpty();
        assertThat(user(Map.of(BrokerSettings.URL, "amqps://localhost:5672"))).isEmpty();
        assertThat(user(Map.of(BrokerSettings.URL, "amqp://localhost:5672,amqp://broker:5672")))
                .isEmpty();
        assertThat(user(Map.of(BrokerSettings.USER, "ops", BrokerSettings.PASSWORD, "p")))
                .contains("ops");
    }

    private Optional<String> user(Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("stagedoor.data", data.toString());
        Config config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "the test", 1))
                .build();
        return BrokerSettings.read(config, new TlsRegistry())
                .withCredential(config)
                .user();
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
