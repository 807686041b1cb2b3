package io.stagedoor.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.delivery.attempt.Exchanged;
import io.stagedoor.delivery.webhook.answer.SentSecrets;
import io.stagedoor.delivery.webhook.connection.WebhookUrl;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others may see of an attempt: the history keeps it. */
class TrafficTest {

    private static final String KEY = "k3y-of-the-cmdb";

    @TempDir
    Path folder;

    private Receiver receiver;
    private Webhooks webhooks;

    @BeforeEach
    void start() throws Exception {
        receiver = new Receiver();
        webhooks = new Webhooks(Clock.systemUTC(), folder);
    }

    @AfterEach
    void stop() throws Exception {
        webhooks.close();
        receiver.close();
    }

    @Test
    void headers_that_are_added_as_the_request_is_sent_are_kept() throws Exception {
        SentSecrets none = new SentSecrets(List.of(), List::of, WebhookUrl.parse("url", receiver.url()), null);
        Traffic traffic = new Traffic(new Outgoing(Map.of("webhook-id", "evt_1"), new byte[0]), none);

        traffic.sends(Map.of("webhook-id", "evt_1", "traceparent", "00-trace"));

        assertThat(traffic.requestHeaders()).containsEntry("traceparent", "00-trace");
    }

    @Test
    void request_and_answer_are_kept_without_their_secrets() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), KEY);
        Path token = Files.writeString(folder.resolve("token"), "t0ken-of-the-cmdb");
        receiver.answers(request -> new Answer(
                200,
                Map.of("X-Echo", "got " + KEY, "Set-Cookie", "session=abc", "X-Trace", "7"),
                "your key is " + KEY + ", your token " + request.headers().get("authorization")));
        String uri = webhooks.endpoint(
                receiver.url(),
                Map.of(
                        "header.key", "X-Api-Key: file:" + key,
                        "header.tenant", "X-Tenant: acme",
                        "bearer", "file:" + token));

        for (int i = 0; i < 2; i++) { // The second time from what is remembered.
            Exchanged exchanged = webhooks.exchanged(uri, "evt_1", "{}");

            assertThat(exchanged.status()).isEqualTo(200);
            assertThat(exchanged.address()).matches("127\\.0\\.0\\.1:[0-9]+");
            assertThat(exchanged.requestHeaders())
                    .containsEntry("x-api-key", "***")
                    .containsEntry("authorization", "***")
                    .containsEntry("x-tenant", "acme")
                    .containsEntry("webhook-id", "evt_1");
            assertThat(exchanged.responseHeaders())
                    .containsEntry("x-echo", "got ***")
                    .containsEntry("set-cookie", "***")
                    .containsEntry("x-trace", "7");
            assertThat(exchanged.responseBody(100)).isEqualTo("your key is ***, your token ***");
        }
    }

    @Test
    void the_beginning_of_a_long_answer_ends_between_two_characters() throws Exception {
        receiver.answers(request -> new Answer(200, Map.of(), "€".repeat(400)));
        Exchanged exchanged = webhooks.exchanged(webhooks.endpoint(receiver.url(), Map.of()), "evt_1", "{}");

        assertThat(exchanged.responseBody(1_024)).isEqualTo("€".repeat(341));
        assertThat(exchanged.responseBody(1_024).getBytes(StandardCharsets.UTF_8))
                .hasSize(1_023);
        assertThat(exchanged.longerThan(1_024)).isTrue();
        assertThat(exchanged.longerThan(1_200)).isFalse();
    }

    @Test
    void without_a_connection_there_is_neither_address_nor_answer() throws Exception {
        String uri = webhooks.endpoint("http://localhost:" + FreePort.next() + "/", Map.of());

        Exchanged exchanged = webhooks.exchanged(uri, "evt_1", "{}");

        assertThat(exchanged.address()).isNull();
        assertThat(exchanged.status()).isNull();
        assertThat(exchanged.requestHeaders()).containsEntry("webhook-id", "evt_1");
        assertThat(exchanged.responseHeaders()).isEmpty();
        assertThat(exchanged.responseBody(10)).isEmpty();
        assertThat(exchanged.longerThan(0)).isFalse();
    }
}
