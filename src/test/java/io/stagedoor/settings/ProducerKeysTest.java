package io.stagedoor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.ingress.producer.Producer;
import io.stagedoor.ingress.producer.Producers;
import io.stagedoor.start.StartFailure;
import io.stagedoor.testing.Events;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProducerKeysTest {

    private static final String PREFIX = "stagedoor.http.producers.";

    @TempDir
    Path folder;

    private final Map<String, String> keys = new HashMap<>(Map.of("stagedoor.http.enabled", "true"));
    private final Map<String, String> variables = new HashMap<>();

    private String secret(String name, String text) throws IOException {
        return "file:" + Files.writeString(folder.resolve(name), text);
    }

    private Producers read() throws Exception {
        return new Settings(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(keys, "a test", 100))
                        .withSources(new EnvConfigSource(variables, 300))
                        .build())
                .producers(Contract.bundled().including(Contract.operatorEvents()));
    }

    private void fails(String... words) {
        assertThatThrownBy(this::read)
                .isInstanceOf(StartFailure.class)
                .satisfies(failure ->
                        assertThat(failure.getMessage()).contains(words).doesNotContain("\n"));
    }

    @Test
    void without_a_producer_there_is_none() throws Exception {
        assertThat(read().all()).isEmpty();
    }

    @Test
    void each_producer_has_a_credential_and_channels_by_address_or_name() throws Exception {
        keys.put(PREFIX + "ci.token", secret("token", "a-token-of-the-ci-server"));
        keys.put(PREFIX + "ci.channels", "techdocsBuild, " + Events.TASK);
        keys.put(PREFIX + "github.github-secret", secret("github", "It's a Secret to Everybody"));
        keys.put(PREFIX + "github.channels", Events.TASK);
        variables.put(
                "STAGEDOOR_HTTP_PRODUCERS_OTHER_SYSTEM_HMAC", secret("hmac", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        variables.put("STAGEDOOR_HTTP_PRODUCERS_OTHER_SYSTEM_CHANNELS", Events.ENTITY);

        List<Producer> producers = read().all();

        assertThat(producers).extracting(Producer::name).containsExactly("ci", "github", "other-system");
        assertThat(producers.get(0).may(channel(Events.BUILD))).isTrue();
        assertThat(producers.get(0).may(channel(Events.TASK))).isTrue();
        assertThat(producers.get(0).may(channel(Events.ENTITY))).isFalse();
        assertThat(producers.get(2).may(channel(Events.ENTITY))).isTrue();
    }

    private static Channel channel(String address) throws Exception {
        return Contract.bundled().at(address).orElseThrow();
    }

    @Test
    void an_unknown_key_is_named() throws Exception {
        keys.put(PREFIX + "ci.tokn", "env:CI");
        fails(PREFIX + "ci.tokn", "no such key", ".token, .hmac, .github-secret");
        keys.remove(PREFIX + "ci.tokn");
        keys.put(PREFIX + "CI.token", "env:CI");
        fails(PREFIX + "CI.token");
        keys.remove(PREFIX + "CI.token");
        variables.put("STAGEDOOR_HTTP_PRODUCERS_CI_PASSWORD", "x");
        fails("STAGEDOOR_HTTP_PRODUCERS_CI_PASSWORD");
    }

    @Test
    void a_producer_has_exactly_one_credential() throws Exception {
        keys.put(PREFIX + "ci.channels", Events.TASK);
        fails(PREFIX + "ci has no credential");
        keys.put(PREFIX + "ci.token", secret("token", "a-token-of-the-ci-server"));
        keys.put(PREFIX + "ci.hmac", secret("hmac", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        fails(PREFIX + "ci has several credentials (.token, .hmac)");
    }

    @Test
    void a_credential_that_cannot_be_used_is_named_and_not_shown() throws Exception {
        keys.put(PREFIX + "ci.channels", Events.TASK);
        keys.put(PREFIX + "ci.token", "a-token-of-the-ci-server");
        fails(PREFIX + "ci.token: ", "env:NAME or file:PATH");
        assertThatThrownBy(this::read).hasMessageNotContaining("a-token-of-the-ci-server");
        keys.put(PREFIX + "ci.token", "file:" + folder.resolve("missing"));
        fails(PREFIX + "ci.token: ", "cannot be read");
        keys.put(PREFIX + "ci.token", secret("short", "fifteen-letters"));
        fails(PREFIX + "ci.token: ", "at least 16 characters");
        assertThatThrownBy(this::read).hasMessageNotContaining("fifteen-letters");
    }

    @Test
    void the_channels_have_to_be_in_the_contract() throws Exception {
        keys.put(PREFIX + "ci.token", secret("token", "a-token-of-the-ci-server"));
        fails(PREFIX + "ci.channels is missing");
        keys.put(PREFIX + "ci.channels", Events.TASK + ",backstage/catalog/entities,tasks");
        fails(PREFIX + "ci.channels", "backstage/catalog/entities, tasks", "techdocsBuild");
    }

    @Test
    void producers_need_the_server() throws Exception {
        keys.put(PREFIX + "ci.token", secret("token", "a-token-of-the-ci-server"));
        keys.put(PREFIX + "ci.channels", Events.TASK);
        keys.put("stagedoor.http.enabled", "false");
        fails("stagedoor.http.enabled=false shuts out the producers ci");
    }

    @Test
    void nobody_tells_the_operator_of_trouble_but_the_program() throws Exception {
        keys.put(PREFIX + "ci.token", secret("token", "a-token-of-the-ci-server"));
        keys.put(PREFIX + "ci.channels", "stagedoor/operator");

        fails(PREFIX + "ci.channels", "stagedoor/operator");
    }
}
