package io.stagedoor.delivery.webhook.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.delivery.attempt.Failure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver says about the time of the next attempt. */
class RetryAfterTest extends WebhookAnswerRig {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                              | PT0S
            1                              | PT1S
            120                            | PT2M
            ' 120 '                        | PT2M
            0120                           | PT2M
            999999999                      | PT999999999S
            Mon, 23 Nov 2026 07:24:40 GMT  | PT1S
            Mon, 23 Nov 2026 08:24:39 GMT  | PT1H
            """)
    void a_receiver_may_ask_for_time_in_seconds_or_until_a_date(String header, Duration wait) {
        assertThat(WebhookAnswer.of(503, header, "", NOW, RetryStatuses.NONE).notBefore())
                .isEqualTo(wait);
        assertThat(WebhookAnswer.of(429, header, "", NOW, RetryStatuses.NONE).notBefore())
                .isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000000000", "99999999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void an_absurd_wait_is_a_long_one(String header) {
        assertThat(WebhookAnswer.of(503, header, "", NOW, RetryStatuses.NONE).notBefore())
                .isGreaterThan(Duration.ofDays(365));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "1.5",
                "soon",
                "1s",
                "0x10",
                "１２",
                "120, 240",
                "NaN",
                "Mon, 23 Nov 2026 07:24:39 GMT",
                "Mon, 23 Nov 2026 07:24:38 GMT",
                "Thu, 01 Jan 1970 00:00:00 GMT",
                "2026-11-23T08:24:39Z",
                "23 Nov",
                "Monday, 23 Nevember 2026 08:24:39 GMT",
                "Mon, 99 Nov 2026 08:24:39 GMT"
            })
    void a_malformed_or_past_wait_is_ignored(String header) {
        assertThat(WebhookAnswer.of(503, header, "", NOW, RetryStatuses.NONE).notBefore())
                .isNull();
    }

    @Test
    void without_the_header_there_is_no_wait() {
        assertThat(WebhookAnswer.of(503, null, "", NOW, RetryStatuses.NONE).notBefore())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 408, 409, 410, 425, 500, 502, 504})
    void only_429_and_503_may_ask_to_wait(int status) {
        assertThat(WebhookAnswer.of(status, "120", "", NOW, RetryStatuses.NONE).notBefore())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Sun, 06 Nov 1994 08:49:37 GMT   | IMF-fixdate
            Sunday, 06-Nov-94 08:49:37 GMT  | RFC 850
            Sun Nov  6 08:49:37 1994        | asctime
            """)
    void the_three_forms_of_an_http_date_are_the_same_time(String date, String form) {
        Instant minuteBefore = Instant.parse("1994-11-06T08:48:37Z");

        Failure failure = WebhookAnswer.of(503, date, "", minuteBefore, RetryStatuses.NONE);

        assertThat(failure.notBefore()).as(form).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Monday, 23-Nov-26 07:25:39 GMT     | PT1M
            Mon Nov 23 17:24:39 2026           | PT10H
            Tue Dec  1 07:24:39 2026           | PT192H
            """)
    void a_date_of_an_old_form_is_honoured(String date, Duration wait) {
        assertThat(WebhookAnswer.of(429, date, "", NOW, RetryStatuses.NONE).notBefore())
                .isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tuesday, 23-Nov-77 07:24:39 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Mon Nov 23 07:24:38 2026",
                "Mon Nov 23 25:24:39 2026"
            })
    void a_past_or_malformed_date_of_an_old_form_is_ignored(String date) {
        assertThat(WebhookAnswer.of(429, date, "", NOW, RetryStatuses.NONE).notBefore())
                .isNull();
    }
}
