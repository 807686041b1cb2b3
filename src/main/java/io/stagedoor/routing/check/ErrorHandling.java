package io.stagedoor.routing.check;

import java.util.Optional;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.errorhandler.DeadLetterChannelDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.model.errorhandler.RefErrorHandlerDefinition;
import org.apache.camel.model.errorhandler.TransactionErrorHandlerDefinition;

/**
 * Checks the error handling of a route. It refuses an errorHandler that hides failures, because the channel makes the
 * dead letters and the destination the attempts; and one that repeats a step while a channel waits.
 */
final class ErrorHandling {

    private static final String REPEATS =
            "with redeliveries makes all events of the channel wait. Leave them out: a step that fails on an event"
                    + " fails again, and a destination has a schedule of its own";

    private ErrorHandling() {}

    /** Why a route must not have the error handler; empty if it may. */
    static Optional<String> refusal(KnownSteps stage, ErrorHandlerFactory handler) {
        if (handler == null || handler instanceof NoErrorHandlerDefinition || isCamelsOwn(handler)) {
            return Optional.empty();
        }
        // Camel's deadLetterChannel and the transactional handlers extend the default one, too.
        if (!(handler instanceof DefaultErrorHandlerDefinition usual)
                || handler instanceof DeadLetterChannelDefinition
                || handler instanceof TransactionErrorHandlerDefinition) {
            return Optional.of(
                    "an errorHandler other than defaultErrorHandler or noErrorHandler hides failures and loses"
                            + " events. Leave it out: an event that fails becomes a dead letter of "
                            + (stage == KnownSteps.CHANNEL ? "its channel" : "its destination, after its schedule"));
        }
        return stage == KnownSteps.CHANNEL
                        && (repeats(usual.getRedeliveryPolicy())
                                || usual.getRedeliveryPolicyRef() != null
                                || usual.getRetryWhileRef() != null
                                || usual.getRetryWhilePredicate() != null)
                ? Optional.of("errorHandler " + REPEATS)
                : Optional.empty();
    }

    /** Why a route must not have the step, worded to follow its name; empty if it may. */
    static Optional<String> refusal(KnownSteps stage, ProcessorDefinition<?> step) {
        return stage == KnownSteps.CHANNEL
                        && step instanceof OnExceptionDefinition handler
                        && (repeats(handler.getRedeliveryPolicyType())
                                || handler.getRedeliveryPolicyRef() != null
                                || handler.getRetryWhile() != null)
                ? Optional.of(REPEATS)
                : Optional.empty();
    }

    private static boolean isCamelsOwn(ErrorHandlerFactory handler) {
        return handler instanceof RefErrorHandlerDefinition reference
                && RefErrorHandlerDefinition.DEFAULT_ERROR_HANDLER_BUILDER.equals(reference.getRef());
    }

    private static boolean repeats(RedeliveryPolicyDefinition policy) {
        return policy != null
                && policy.getMaximumRedeliveries() != null
                && !policy.getMaximumRedeliveries().equals("0");
    }
}
