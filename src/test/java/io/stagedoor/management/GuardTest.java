package io.stagedoor.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.secret.CurrentSecret;
import io.stagedoor.secret.SecretReference;
import io.vertx.core.MultiMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

    private static final String METRICS = "/q/metrics";
    private static final String HERE = "localhost";
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started"})
    void health_is_for_everyone(String path) throws Exception {
        assertThat(open("0.0.0.0").refusal(path, "elsewhere.example", headers()))
                .isEmpty();
        assertThat(withToken("0.0.0.0").refusal(path, "elsewhere.example", headers()))
                .isEmpty();
    }

    @Test
    void beyond_localhost_metrics_are_not_served_without_a_token() {
        assertThat(status(open("0.0.0.0"), METRICS, "localhost", headers())).isEqualTo(403);
    }

    /** The router would serve the metrics for each of these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/health/../metrics",
                "/q/health/./../metrics",
                "/q/health/live/../../metrics",
                "/q/health//../../metrics",
                "//q/metrics",
                "/q//metrics",
                "/q/./metrics",
                "/q/%6detrics",
                "/q/%6Detrics",
                "/q/health/%2e%2e/metrics",
                "/q/health/%2E./metrics",
                "/q/health/.%2e/%6detrics",
                "q/metrics",
            })
    void another_spelling_of_the_metrics_is_the_metrics(String path) throws Exception {
        assertThat(status(withToken("0.0.0.0"), path, HERE, headers())).isEqualTo(401);
        assertThat(status(open("0.0.0.0"), path, HERE, headers())).isEqualTo(403);
        assertThat(status(open("localhost"), path, "elsewhere.example", headers()))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "*",
                "/",
                "/q",
                "/q/",
                "/q/healthy",
                "/q/health/",
                "/q/health/metrics",
                "/q/health/group/any",
                "/q/health-ui",
                "/q/dev-ui",
                "/metrics",
                "/q/metrics/",
                "/q/metrics/any",
                "/Q/METRICS",
                "/q/health;a=b",
                "/q/health/..;/metrics",
                "/q/health/..\\metrics",
                "/q/health%2F..%2Fmetrics",
                "/q/health/%252e%252e/metrics",
                "/q/health/%c0%ae%c0%ae/metrics",
                "/q/health/%00",
                "/q/health/%",
                "/q/health/%2",
                "/q/health/%zz",
                "/q/metrics/..",
            })
    void every_other_path_is_not_found(String path) throws Exception {
        MultiMap token = headers("Authorization", "Bearer " + TOKEN);
        assertThat(open("localhost").refusal(path, HERE, headers())).contains(Guard.NOT_FOUND);
        assertThat(withToken("0.0.0.0").refusal(path, HERE, token)).contains(Guard.NOT_FOUND);
    }

    @Test
    void on_localhost_metrics_are_for_this_machine() {
        assertThat(open("localhost").refusal(METRICS, "localhost", headers())).isEmpty();
        assertThat(open("127.0.0.1").refusal(METRICS, "127.0.0.1", headers())).isEmpty();
        assertThat(open("::1").refusal(METRICS, "[::1]", headers())).isEmpty();
    }

    @Test
    void on_localhost_a_page_in_a_browser_reads_nothing() {
        MultiMap fromPage = headers("Origin", "https://elsewhere.example");
        assertThat(status(open("localhost"), METRICS, "localhost", fromPage)).isEqualTo(403);
        assertThat(status(open("localhost"), METRICS, "elsewhere.example", headers()))
                .isEqualTo(403);
        assertThat(status(open("localhost"), METRICS, "", headers())).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "0.0.0.0"})
    void with_a_token_metrics_are_for_everyone_who_sends_it(String host) throws Exception {
        Guard guard = withToken(host);
        assertThat(guard.refusal(METRICS, HERE, headers("Authorization", "Bearer " + TOKEN)))
                .isEmpty();
        assertThat(guard.refusal(METRICS, HERE, headers("Authorization", "bearer " + TOKEN)))
                .isEmpty();
        assertThat(status(guard, METRICS, HERE, headers())).isEqualTo(401);
        assertThat(status(guard, METRICS, HERE, headers("Authorization", "Bearer")))
                .isEqualTo(401);
        assertThat(status(guard, METRICS, HERE, headers("Authorization", "Bearer " + TOKEN + "x")))
                .isEqualTo(401);
        assertThat(status(guard, METRICS, HERE, headers("Authorization", "Basic " + TOKEN)))
                .isEqualTo(401);
    }

    private static int status(Guard guard, String path, String host, MultiMap headers) {
        return guard.refusal(path, host, headers).orElseThrow().status();
    }

    private static Guard open(String host) {
        return new Guard(new ManagementSettings(host, 9000, Optional.empty()));
    }

    private Guard withToken(String host) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        CurrentSecret<String> token =
                new CurrentSecret<>(new SecretReference("file:" + file), text -> text, Clock.systemUTC());
        return new Guard(new ManagementSettings(host, 9000, Optional.of(token)));
    }

    private static MultiMap headers(String... namesAndValues) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }
}
