package io.stagedoor.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.delivery.attempt.Attempts;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.RetrySchedule;
import io.stagedoor.delivery.attempt.Verdict;
import io.stagedoor.event.EventBody;
import java.io.IOException;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mappings and conditions that an event, or the program, is not fit for. */
class MappingFailureTest extends MappingRig {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".eventPayload.action.name      | the step transform cannot process this event: ",
                ".eventPayload.action + 1       | the step transform cannot process this event: ",
                "error(\"no owner\")            | the step transform cannot process this event: no owner",
                "empty                          | the mapping gives no result",
                ".eventPayload.action, .topic    | the mapping gives 2 results"
            })
    void an_event_that_the_expression_cannot_process_is_undeliverable_at_once(String jq, String expected)
            throws Exception {
        Failure failure = deliver(route -> route.transform().jq(jq));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNDELIVERABLE);
        assertThat(failure.permanent()).isTrue();
        assertThat(failure.error()).startsWith(expected);
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void an_event_is_not_at_fault_when_the_program_lacks_memory() throws Exception {
        Failure failure = deliver(route -> route.setBody(exchange -> {
            throw new OutOfMemoryError("Java heap space");
        }));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.OURS);
        assertThat(failure.error()).contains("Java heap space");
    }

    /** As jq does with lists in lists in lists. */
    @Test
    void an_event_that_is_too_deep_for_an_expression_is_undeliverable() throws Exception {
        Failure failure = deliver(route -> route.setBody(exchange -> {
            throw new StackOverflowError();
        }));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNDELIVERABLE);
        assertThat(failure.error()).contains("StackOverflowError");
    }

    @Test
    void a_result_that_is_not_json_is_undeliverable_and_says_what_to_do() throws Exception {
        Failure failure = deliver(route -> route.setBody().simple("created: ${variable.eventId}"));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNDELIVERABLE);
        assertThat(failure.error()).contains("not JSON").contains("set the header Content-Type");
    }

    @Test
    void a_content_type_that_would_split_the_request_is_undeliverable() throws Exception {
        Failure failure = deliver(route -> route.setHeader("Content-Type").constant("text/plain\r\nx-evil: y"));

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNDELIVERABLE);
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void a_condition_that_cannot_process_the_event_is_undeliverable() throws Exception {
        assertThat(deliver(route -> route.filter()
                                .jq(".eventPayload.action.name == 1")
                                .log("x")
                                .end())
                        .kind())
                .isEqualTo(Failure.Kind.UNDELIVERABLE);
        assertThat(deliver(route -> route.choice()
                                .when()
                                .jq(".eventPayload.action.name == 1")
                                .log("x")
                                .end())
                        .kind())
                .isEqualTo(Failure.Kind.UNDELIVERABLE);
    }

    @Test
    void a_failure_in_a_branch_is_not_the_conditions_fault() throws Exception {
        assertThat(deliver(route -> route.choice()
                                .when()
                                .jq(".eventPayload.action == \"created\"")
                                .throwException(IOException.class, "no route to host")
                                .end())
                        .kind())
                .isEqualTo(Failure.Kind.RETRYABLE);
    }

    @Test
    void an_undeliverable_event_is_a_dead_letter_that_says_so() {
        Verdict verdict = Verdict.of(
                new Delivery(
                        "cmdb",
                        "evt_1",
                        "",
                        "application/json",
                        null,
                        Instant.EPOCH,
                        Attempts.NONE,
                        new EventBody(new byte[0])),
                Failure.undeliverable("the step transform in line 9 cannot process this event"),
                RetrySchedule.parse("5s"),
                Instant.EPOCH,
                RandomGenerator.getDefault());

        assertThat(((Verdict.GiveUp) verdict).deadLetter().properties())
                .containsEntry("stagedoor_reason", "undeliverable")
                .containsEntry("stagedoor_error", "the step transform in line 9 cannot process this event");
    }
}
