package io.stagedoor.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.receiver.Receiver.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that an operator adds to a webhook. */
class WebhookHeadersTest extends WebhookRequestRig {

    @Test
    void extra_headers_are_sent_with_values_in_plain_text_or_from_a_file() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "hunter2\n");

        Request request = posted(Map.of(
                "header.team", "X-Team: platform, v=1; \"100%\"",
                "header.key", "X-Api-Key: file:" + key,
                "header.agent", " User-Agent : our-stagedoor"));

        assertThat(request.headers())
                .containsEntry("x-team", "platform, v=1; \"100%\"")
                .containsEntry("x-api-key", "hunter2")
                .containsEntry("user-agent", "our-stagedoor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webhook-id",
                "Webhook-Signature",
                "ce-id",
                "Content-Type",
                "Content-Length",
                "Host",
                "Connection",
                "Transfer-Encoding",
                "TE",
                "Trailer",
                "Upgrade",
                "traceparent",
                "Tracestate",
                "Expect",
                "Proxy-Authorization"
            })
    void a_header_that_is_not_the_operators_to_set_is_refused(String name) {
        assertRefused(Map.of("header.x", name + ": x"), "header.x: " + name, "sets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Team", "X-T\u00e4m", "X(Team)"})
    void a_malformed_name_of_a_header_is_refused(String name) {
        assertRefused(Map.of("header.x", name + ": x"), "header.x: " + name, "is not a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "\u00fcber", "a\u007fb", "a\u2028b"})
    void a_malformed_value_of_a_header_is_refused(String value) {
        assertRefused(Map.of("header.x", "X-Team: " + value), "header.x: X-Team", "printable ASCII");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "X-Api-Key", "Cookie", "X-Auth-Token", "X-Client-Secret"})
    void a_header_with_a_secret_in_plain_text_is_refused(String name) {
        String said =
                assertRefused(Map.of("header.x", name + ": hunter2"), "header.x: " + name, "env:NAME or file:PATH");
        assertThat(said).doesNotContain("hunter2");
    }

    @Test
    void a_secret_header_whose_file_would_split_the_request_is_refused() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "hunter2\r\nX-Evil: b");

        assertThat(assertRefused(
                        Map.of("header.x", "X-Api-Key: file:" + key), "header.x: X-Api-Key", "printable ASCII"))
                .doesNotContain("hunter2");
    }

    @Test
    void a_line_that_is_no_header_is_refused_and_not_shown() {
        assertThat(assertRefused(Map.of("header.x", "hunter2"), "header.x: it is not of the form 'Name: value'"))
                .doesNotContain("hunter2");
    }

    @Test
    void a_header_in_two_spellings_is_refused() {
        assertRefused(Map.of("header.1", "X-Team: a", "header.2", "x-team: b"), "header.2: x-team", "is set twice");
    }
}
