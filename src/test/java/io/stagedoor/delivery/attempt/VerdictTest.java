package io.stagedoor.delivery.attempt;

import static io.stagedoor.deadletter.DeadLetterReason.EXHAUSTED;
import static io.stagedoor.deadletter.DeadLetterReason.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.event.EventBody;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    private static final Instant BEFORE = Instant.parse("2026-11-23T07:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final RetrySchedule TWO_RETRIES = RetrySchedule.parse("5s,1m");

    @ParameterizedTest(name = "{0} made, then {1}: {2}")
    @CsvSource({
        "0, success,   delivered",
        "2, success,   delivered",
        "9, success,   delivered",
        "0, retryable, retry",
        "1, retryable, retry",
        "2, retryable, exhausted",
        "9, retryable, exhausted",
        "0, permanent, rejected",
        "2, permanent, rejected",
        "9, permanent, rejected"
    })
    void an_event_gets_the_verdict_of_its_attempt(int made, String outcome, String verdict) {
        Failure failure =
                switch (outcome) {
                    case "success" -> null;
                    case "permanent" -> new Failure(Failure.Kind.PERMANENT, 400, "HTTP 400", null);
                    default -> new Failure(Failure.Kind.RETRYABLE, 500, "HTTP 500", null);
                };

        assertThat(word(verdict(made, failure))).isEqualTo(verdict);
    }

    @Test
    void an_event_that_is_tried_again_carries_this_attempt_and_waits_for_its_delay() {
        Verdict verdict = verdict(1, new Failure(Failure.Kind.RETRYABLE, 500, "HTTP 500: no", null));

        assertThat(verdict).asInstanceOf(type(Verdict.Retry.class)).satisfies(retry -> {
            assertThat(retry.attempts()).isEqualTo(new Attempts(2, BEFORE, NOW, 500, "HTTP 500: no"));
            assertThat(retry.due()).isBetween(NOW.plusSeconds(60), NOW.plusSeconds(72));
        });
    }

    @Test
    void an_event_that_is_tried_again_waits_as_long_as_its_destination_asks() {
        Verdict verdict = verdict(0, new Failure(Failure.Kind.RETRYABLE, 429, "HTTP 429", Duration.ofMinutes(10)));

        assertThat(verdict)
                .asInstanceOf(type(Verdict.Retry.class))
                .extracting(Verdict.Retry::due)
                .isEqualTo(NOW.plus(Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "9"})
    void a_fault_on_our_side_uses_up_no_attempt_however_often_it_happens(int made) {
        Delivery delivery = delivery(made == 0 ? Attempts.NONE : new Attempts(made, BEFORE, BEFORE, 500, "HTTP 500"));
        for (int fault = 1; fault <= 100; fault++) {
            Verdict verdict =
                    Verdict.of(delivery, Failure.ours("Too many open files"), TWO_RETRIES, NOW, new Random(fault));
            int faults = fault;
            assertThat(verdict).asInstanceOf(type(Verdict.Retry.class)).satisfies(retry -> {
                assertThat(retry.attempts().made()).isEqualTo(made);
                assertThat(retry.attempts().faults()).isEqualTo(faults);
                assertThat(retry.attempts().lastError()).isEqualTo("Too many open files");
                assertThat(retry.due()).isBetween(NOW.plusSeconds(5), NOW.plusSeconds(360));
                assertThat(Attempts.from(retry.attempts().properties(retry.due())))
                        .isEqualTo(retry.attempts());
            });
            delivery = delivery(((Verdict.Retry) verdict).attempts());
        }

        Verdict counted = Verdict.of(
                delivery, new Failure(Failure.Kind.RETRYABLE, 500, "HTTP 500", null), TWO_RETRIES, NOW, new Random(1));
        if (counted instanceof Verdict.Retry retry) {
            assertThat(retry.attempts().made()).isEqualTo(made + 1);
            assertThat(retry.attempts().faults()).isZero();
        } else {
            assertThat(word(counted)).isEqualTo("exhausted");
        }
    }

    @Test
    void a_fault_on_our_side_makes_no_dead_letter_even_with_a_single_attempt() {
        Verdict verdict = Verdict.of(
                delivery(Attempts.NONE), Failure.ours("proxy: refused"), RetrySchedule.parse(""), NOW, new Random(1));

        assertThat(verdict).asInstanceOf(type(Verdict.Retry.class)).satisfies(retry -> assertThat(retry.due())
                .isBetween(NOW.plusSeconds(5), NOW.plusSeconds(6)));
    }

    @Test
    void a_dead_letter_contains_its_attempts() {
        Verdict verdict = verdict(2, new Failure(Failure.Kind.RETRYABLE, 503, "HTTP 503: busy", Duration.ofHours(1)));

        assertThat(verdict)
                .isEqualTo(new Verdict.GiveUp(new DeadLetter(
                        EXHAUSTED, "HTTP 503: busy", "cmdb-route", "cmdb", 3, BEFORE, NOW, 503, null, null, null)));
    }

    @Test
    void an_event_that_is_rejected_at_once_says_so() {
        Verdict verdict = verdict(0, Failure.permanent("the body is not UTF-8 text"));

        assertThat(verdict)
                .isEqualTo(new Verdict.GiveUp(new DeadLetter(
                        REJECTED,
                        "the body is not UTF-8 text",
                        "cmdb-route",
                        "cmdb",
                        1,
                        NOW,
                        NOW,
                        null,
                        null,
                        null,
                        null)));
    }

    private static Verdict verdict(int made, Failure failure) {
        Attempts attempts = made == 0 ? Attempts.NONE : new Attempts(made, BEFORE, BEFORE, 500, "HTTP 500");
        return Verdict.of(delivery(attempts), failure, TWO_RETRIES, NOW, new Random(1))
                .by("cmdb-route");
    }

    private static Delivery delivery(Attempts attempts) {
        return new Delivery(
                "cmdb",
                "id",
                "backstage/catalog/entity",
                "application/json",
                null,
                BEFORE,
                attempts,
                new EventBody(new byte[0]));
    }

    private static String word(Verdict verdict) {
        if (verdict instanceof Verdict.GiveUp giveUp) {
            return giveUp.deadLetter().reason().word();
        }
        return verdict.getClass().getSimpleName().toLowerCase();
    }
}
