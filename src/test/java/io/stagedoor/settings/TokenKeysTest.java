package io.stagedoor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.stagedoor.http.access.AccessToken;
import io.stagedoor.start.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenKeysTest {

    private static final String KEY = "stagedoor.http.tokens.";

    @TempDir
    Path folder;

    private String reference;

    @BeforeEach
    void token() throws Exception {
        reference = "file:" + Files.writeString(folder.resolve("token"), "a-token-of-this-test");
    }

    private static TokenKeys keys(Map<String, String> file, Map<String, String> environment) {
        Config config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(file, "file", 100), new EnvConfigSource(environment, 300))
                .build();
        return new TokenKeys(config, text -> {
            if (text.length() < 16) {
                throw new IllegalArgumentException("too short");
            }
            return text;
        });
    }

    @Test
    void tokens_come_from_a_file_and_from_the_environment() throws Exception {
        TokenKeys keys = keys(
                Map.of(KEY + "ci.token", reference, KEY + "ci.role", "viewer"),
                Map.of(
                        "STAGEDOOR_HTTP_TOKENS_ON_CALL_TOKEN", reference,
                        "STAGEDOOR_HTTP_TOKENS_ON_CALL_ROLE", "operator",
                        "STAGEDOOR_HTTP_TOKENS_CI_ROLE", "operator"));
        assertThat(keys.read())
                .extracting(AccessToken::name, AccessToken::role)
                .containsExactly(tuple("ci", "operator"), tuple("on-call", "operator"));
        assertThat(keys(Map.of(), Map.of()).read()).isEmpty();
    }

    @Test
    void a_wrong_key_stops_the_start_and_is_named_without_its_value() {
        refused(Map.of(KEY + "ci.role", "viewer"), KEY + "ci.token is missing");
        refused(Map.of(KEY + "ci.token", reference), KEY + "ci.role is missing");
        refused(Map.of(KEY + "ci.token", reference, KEY + "ci.role", "admin"), "=admin is no role");
        refused(Map.of(KEY + "CI.token", reference), KEY + "CI.token is no key");
        refused(Map.of(KEY + "ci.tokn", reference), KEY + "ci.tokn is no key");
        assertThatThrownBy(
                        () -> keys(Map.of(KEY + "ci.token", "secret-in-the-clear", KEY + "ci.role", "viewer"), Map.of())
                                .read())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(KEY + "ci.token")
                .hasMessageNotContaining("secret-in-the-clear");
    }

    private static void refused(Map<String, String> file, String why) {
        assertThatThrownBy(() -> keys(file, Map.of()).read())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(why);
    }
}
