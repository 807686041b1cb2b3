package io.stagedoor.routing.exchange;

import io.quarkus.runtime.util.ExceptionUtil;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.schema.PayloadSchema;
import io.stagedoor.contract.schema.Violation;
import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.DeadLetterReason;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotWriteableException;
import java.util.Comparator;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.ValidationException;
import org.apache.camel.component.jsonvalidator.JsonValidationException;
import org.apache.camel.util.ObjectHelper;

/** Decides why an event did not pass its route, and what its dead letter says about it. */
public final class RouteFaults {

    private final Contract contract;

    public RouteFaults(Contract contract) {
        this.contract = contract;
    }

    /** Whether to try the event again: the broker failed, or the program is stopping. */
    boolean isOfTheBroker(Exception failure) {
        JMSException jms = ObjectHelper.getException(JMSException.class, failure);
        return jms != null && !isOfTheEvent(jms)
                || ObjectHelper.getException(RejectedExecutionException.class, failure) != null
                || ObjectHelper.getException(InterruptedException.class, failure) != null;
    }

    /** A route may produce something that no message can hold. */
    private static boolean isOfTheEvent(JMSException jms) {
        return jms instanceof MessageFormatException || jms instanceof MessageNotWriteableException;
    }

    /** @param failure null for an event that was sent nowhere */
    DeadLetter deadLetter(String route, Exception failure) {
        if (failure == null) {
            return DeadLetter.ofRoute(
                    DeadLetterReason.UNROUTED, route, "no branch of the route sent the event anywhere");
        }
        InvalidEvent invalid = ObjectHelper.getException(InvalidEvent.class, failure);
        if (invalid != null) {
            return DeadLetter.invalid(
                    route, invalid.pointer(), invalid.keyword(), invalid.getMessage(), contract.identity());
        }
        ValidationException mismatch = ObjectHelper.getException(ValidationException.class, failure);
        return mismatch == null
                ? DeadLetter.ofRoute(DeadLetterReason.UNDELIVERABLE, route, words(route, failure))
                : mismatch(route, mismatch);
    }

    private DeadLetter mismatch(String route, ValidationException mismatch) {
        if (mismatch instanceof JsonValidationException json
                && !json.getErrors().isEmpty()) {
            Violation first = json.getErrors().stream()
                    .map(PayloadSchema::violation)
                    .min(Comparator.comparing(Violation::pointer))
                    .orElseThrow();
            String error = first.message() + more(json.getErrors().size());
            return DeadLetter.invalid(route, first.pointer(), first.keyword(), error, contract.identity());
        }
        return DeadLetter.invalid(route, "", "body", mismatch.getMessage(), contract.identity());
    }

    static String more(int violations) {
        return violations == 1 ? "" : " (and " + (violations - 1) + " more)";
    }

    private static String words(String route, Exception failure) {
        Throwable root = ExceptionUtil.getRootCause(failure);
        return root instanceof RouteFailed
                ? root.getMessage()
                : "the route " + route + " failed: " + root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
