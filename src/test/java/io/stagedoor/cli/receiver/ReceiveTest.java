package io.stagedoor.cli.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.cli.Cli;
import io.stagedoor.signing.Ed25519Key;
import io.stagedoor.signing.SigningKey;
import io.stagedoor.signing.VerifyingKey;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiveTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final byte[] BODY = "{ \"topic\": \"catalog\" }".getBytes(UTF_8);

    private static ReceivedRequest signed(long timestamp, String more) {
        String signature = more + SigningKey.parse(WHSEC).sign("evt_1", timestamp, BODY);
        Map<String, String> headers =
                Map.of("webhook-id", "evt_1", "webhook-timestamp", "" + timestamp, "webhook-signature", signature);
        return new ReceivedRequest("POST", "/hook", headers, BODY);
    }

    private static String check(ReceivedRequest request) {
        return new SignatureCheck(VerifyingKey.parseLines(WHSEC), CLOCK).of(request);
    }

    @Test
    void a_signature_is_verified_also_beside_that_of_an_older_secret() {
        assertThat(check(signed(NOW.getEpochSecond(), ""))).isEqualTo("verified");
        assertThat(check(signed(NOW.getEpochSecond(), "v1,AAAA v1a,BBBB "))).isEqualTo("verified");
    }

    @Test
    void a_changed_body_an_old_timestamp_and_missing_headers_are_wrong() {
        ReceivedRequest good = signed(NOW.getEpochSecond(), "");
        assertThat(check(new ReceivedRequest("POST", "/", good.headers(), "{}".getBytes(UTF_8))))
                .startsWith("WRONG (no signature");
        assertThat(check(signed(NOW.getEpochSecond() - 301, ""))).startsWith("WRONG (the timestamp is 301 s old");
        assertThat(check(signed(NOW.getEpochSecond() + 301, ""))).startsWith("WRONG");
        assertThat(check(new ReceivedRequest("POST", "/", Map.of(), BODY))).startsWith("WRONG (webhook-id");
    }

    @Test
    void an_asymmetric_signature_is_verified_with_the_public_key_alone() {
        Ed25519Key key = Ed25519Key.generate();
        Map<String, String> headers = Map.of(
                "webhook-id", "evt_1",
                "webhook-timestamp", "" + NOW.getEpochSecond(),
                "webhook-signature", "v1,AAAA " + key.sign("evt_1", NOW.getEpochSecond(), BODY));
        ReceivedRequest request = new ReceivedRequest("POST", "/hook", headers, BODY);
        String whpk = key.publicKey().whpk();
        String other = Ed25519Key.generate().publicKey().whpk();

        assertThat(new SignatureCheck(VerifyingKey.parseLines(whpk), CLOCK).of(request))
                .isEqualTo("verified");
        assertThat(new SignatureCheck(VerifyingKey.parseLines(other + "\n" + whpk), CLOCK).of(request))
                .isEqualTo("verified");
        assertThat(new SignatureCheck(VerifyingKey.parseLines(other), CLOCK).of(request))
                .startsWith("WRONG");
    }

    @Test
    void a_request_is_two_lines_that_no_sender_can_forge() {
        RequestText text = new RequestText(CLOCK, ZoneOffset.UTC);
        assertThat(text.of(signed(NOW.getEpochSecond(), ""), "verified").lines())
                .containsExactly(
                        "08:00:00.000  POST /hook  webhook-id=evt_1  webhook-timestamp=1800000000"
                                + "  signature: verified",
                        "    {\"topic\":\"catalog\"}");
        ReceivedRequest hostile = new ReceivedRequest("POST", "/", Map.of(), "a\u001b[2J\nb".getBytes(UTF_8));
        assertThat(text.of(hostile, "not checked")).endsWith("    a?[2J?b");
    }

    @Test
    void the_receiver_answers_with_the_given_status_and_delay() throws Exception {
        List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
        try (WebhookReceiver receiver =
                new WebhookReceiver("localhost", 0, 503, Duration.ofMillis(300), received::add)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + receiver.port() + "/a?b=c"))
                    .header("Webhook-Id", "evt_1")
                    .POST(BodyPublishers.ofByteArray(BODY))
                    .build();
            long start = System.nanoTime();
            int status = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .statusCode();
            assertThat(status).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
        }
        assertThat(received).singleElement().satisfies(request -> {
            assertThat(request.body()).isEqualTo(BODY);
            assertThat(request.path()).isEqualTo("/a?b=c");
            assertThat(request.header("webhook-id")).isEqualTo("evt_1");
        });
    }

    @Test
    void the_receiver_listens_only_on_the_given_address() throws Exception {
        try (WebhookReceiver onlyHere = new WebhookReceiver("localhost", 0, 204, Duration.ZERO, request -> {});
                WebhookReceiver everywhere = new WebhookReceiver("0.0.0.0", 0, 204, Duration.ZERO, request -> {})) {
            assertThat(get("http://127.0.0.2:" + everywhere.port())).isEqualTo(204);
            assertThat(get("http://localhost:" + onlyHere.port())).isEqualTo(204);
            assertThatThrownBy(() -> get("http://127.0.0.2:" + onlyHere.port())).isInstanceOf(ConnectException.class);
        }
        assertThatThrownBy(() -> new WebhookReceiver("192.0.2.1", 8089, 204, Duration.ZERO, request -> {}))
                .hasMessageContaining("cannot listen on 192.0.2.1, port 8089");
        assertThatThrownBy(() -> new WebhookReceiver("no host", 8089, 204, Duration.ZERO, request -> {}))
                .hasMessage("--host no host is not an address of this machine");
    }

    private static int get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void an_invalid_secret_is_wrong_usage(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "hunter2");
        Cli.Result result = new Cli().run("receive", "--secret", "file:" + file);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("whsec_").doesNotContain("hunter2");
    }
}
