package io.stagedoor.delivery.webhook.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.Failure.Kind;
import io.stagedoor.delivery.webhook.connection.EgressRefused;
import io.stagedoor.delivery.webhook.connection.ProxyFailed;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookAnswerTest extends WebhookAnswerRig {

    @ParameterizedTest
    @CsvSource({
        "200, delivered",
        "201, delivered",
        "202, delivered",
        "204, delivered",
        "206, delivered",
        "299, delivered",
        "300, retryable",
        "301, retryable",
        "302, retryable",
        "303, retryable",
        "304, retryable",
        "307, retryable",
        "308, retryable",
        "399, retryable",
        "400, permanent",
        "401, permanent",
        "402, permanent",
        "403, permanent",
        "404, permanent",
        "405, permanent",
        "406, permanent",
        "407, permanent",
        "408, retryable",
        "409, retryable",
        "410, gone",
        "411, permanent",
        "412, permanent",
        "413, permanent",
        "414, permanent",
        "415, permanent",
        "417, permanent",
        "418, permanent",
        "421, permanent",
        "422, permanent",
        "423, permanent",
        "424, permanent",
        "425, retryable",
        "426, permanent",
        "428, permanent",
        "429, retryable",
        "431, permanent",
        "451, permanent",
        "499, permanent",
        "500, retryable",
        "501, retryable",
        "502, retryable",
        "503, retryable",
        "504, retryable",
        "505, retryable",
        "507, retryable",
        "511, retryable",
        "520, retryable",
        "599, retryable"
    })
    void what_a_status_means_for_an_event(int status, String meaning) {
        Failure failure = WebhookAnswer.of(status, null, "", NOW, RetryStatuses.NONE);

        String means = failure == null ? "delivered" : failure.kind().name().toLowerCase();
        assertThat(means).isEqualTo(meaning);
    }

    static IntStream notSuccess() {
        return IntStream.concat(IntStream.range(100, 200), IntStream.of(0, 300, 400, 500, 600, 999));
    }

    @ParameterizedTest
    @MethodSource("notSuccess")
    void no_status_but_2xx_is_ever_delivered(int status) {
        assertThat(WebhookAnswer.of(status, null, "", NOW, RetryStatuses.NONE)).isNotNull();
    }

    @Test
    void a_failure_contains_the_status_and_the_receivers_text() {
        assertThat(WebhookAnswer.of(422, null, "  no such entity\n", NOW, RetryStatuses.NONE))
                .isEqualTo(new Failure(Kind.PERMANENT, 422, "HTTP 422: no such entity", null));
        assertThat(WebhookAnswer.of(500, null, " ", NOW, RetryStatuses.NONE))
                .isEqualTo(new Failure(Kind.RETRYABLE, 500, "HTTP 500", null));
    }

    @Test
    void a_redirect_says_that_it_is_not_followed() {
        assertThat(WebhookAnswer.of(302, null, "", NOW, RetryStatuses.NONE).error())
                .isEqualTo("HTTP 302, a redirect, is not followed");
    }

    @Test
    void the_body_of_an_answer_is_bounded_in_the_error() {
        assertThat(WebhookAnswer.of(500, null, "x".repeat(1024), NOW, RetryStatuses.NONE)
                        .error())
                .hasSize(1024)
                .endsWith("x…");
    }

    @Test
    void a_destination_may_have_other_4xx_tried_again() {
        RetryStatuses also = RetryStatuses.parse("404, 422");

        assertThat(WebhookAnswer.of(404, null, "", NOW, also).kind()).isEqualTo(Kind.RETRYABLE);
        assertThat(WebhookAnswer.of(422, "120", "", NOW, also))
                .isEqualTo(new Failure(Kind.RETRYABLE, 422, "HTTP 422", null));
        assertThat(WebhookAnswer.of(400, null, "", NOW, also).kind()).isEqualTo(Kind.PERMANENT);
        assertThat(WebhookAnswer.of(410, null, "", NOW, also).kind()).isEqualTo(Kind.GONE);
        assertThat(WebhookAnswer.of(204, null, "", NOW, also)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            399      | '399' is not a status from 400 to 499
            500      | '500' is not a status from 400 to 499
            404,     | '' is not a status from 400 to 499
            404;422  | '404;422' is not a status from 400 to 499
            4xx      | '4xx' is not a status from 400 to 499
            -404     | '-404' is not a status from 400 to 499
            404,410  | remove 410, it ends all deliveries
            429      | 429 is always tried again, remove it
            """)
    void statuses_that_cannot_be_listed_are_refused_by_name(String text, String why) {
        assertThatThrownBy(() -> RetryStatuses.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("retryStatuses=" + text + ": ")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @MethodSource("noAnswers")
    void no_answer_is_always_worth_another_attempt(Throwable cause, Kind kind, String error) {
        assertThat(WebhookAnswer.of(cause)).isEqualTo(new Failure(kind, null, error, null));
    }

    static Object[][] noAnswers() {
        SSLHandshakeException wrapped = new SSLHandshakeException("Failed to create SSL connection");
        wrapped.initCause(new CertificateException("No name matching cmdb found"));
        return new Object[][] {
            {new TimeoutException("15 s"), Kind.RETRYABLE, "time-out: 15 s"},
            {new SSLHandshakeException("no trust"), Kind.RETRYABLE, "TLS: no trust"},
            {wrapped, Kind.RETRYABLE, "TLS: No name matching cmdb found"},
            {new IOException(wrapped), Kind.RETRYABLE, "TLS: No name matching cmdb found"},
            {new ConnectException("refused"), Kind.RETRYABLE, "no connection: refused"},
            {new SocketException("reset"), Kind.RETRYABLE, "broken answer: reset"},
            {new IOException("closed"), Kind.RETRYABLE, "broken answer: closed"},
            {new IllegalArgumentException("bad version"), Kind.RETRYABLE, "broken answer: bad version"},
            {new UnknownHostException("cmdb.invalid"), Kind.OURS, "host name not found: cmdb.invalid"},
            {new EgressRefused("10.0.0.1 is private"), Kind.OURS, "egress rule: 10.0.0.1 is private"},
            {new ProxyFailed("status 502"), Kind.OURS, "proxy: status 502"},
            {new ProxyFailed(new ConnectException("refused")), Kind.OURS, "proxy: refused"}
        };
    }
}
