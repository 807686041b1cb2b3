package io.stagedoor.delivery;

import io.quarkus.runtime.util.ExceptionUtil;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.DeliveryFailed;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.OurFault;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.LineNumberAware;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ConvertBodyDefinition;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.MarshalDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetHeadersDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.SetVariablesDefinition;
import org.apache.camel.model.TransformDefinition;
import org.apache.camel.model.UnmarshalDefinition;
import org.apache.camel.model.ValidateDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Distinguishes the failure of a step that only calculates from that of a step that calls another system. A calculation
 * fails again for the same event, and more attempts would not help. In a destination's route it is {@link
 * Failure.Kind#UNDELIVERABLE}, whatever the language and its exceptions are; unless this program lacks a resource, such
 * as memory.
 *
 * <p>A failure belongs to the innermost step that ended with it: a {@code choice} is at fault for its conditions, and
 * not for the steps of its branches.
 */
final class MappingFailures implements InterceptStrategy {

    private static final Set<Class<?>> CALCULATING = Set.of(
            TransformDefinition.class,
            SetBodyDefinition.class,
            SetHeaderDefinition.class,
            SetHeadersDefinition.class,
            SetPropertyDefinition.class,
            SetVariableDefinition.class,
            SetVariablesDefinition.class,
            ConvertBodyDefinition.class,
            MarshalDefinition.class,
            UnmarshalDefinition.class,
            ValidateDefinition.class,
            FilterDefinition.class,
            ChoiceDefinition.class);

    private static final String SEEN = "stagedoor.delivery.failure";

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode step, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                try {
                    return super.process(exchange, sync -> done(exchange, callback, sync));
                } catch (Error error) { // Camel's steps handle only exceptions.
                    exchange.setException(error);
                    done(exchange, callback, true);
                    return true;
                }
            }

            private void done(Exchange exchange, AsyncCallback callback, boolean sync) {
                if (exchange.getException() != null && Delivery.isAttachedTo(exchange)) {
                    judge(exchange, step);
                }
                callback.done(sync);
            }
        };
    }

    private static void judge(Exchange exchange, NamedNode step) {
        Exception failure = exchange.getException();
        boolean ofAnInnerStep = exchange.getProperty(SEEN) == failure;
        boolean judged =
                failure instanceof DeliveryFailed || OurFault.in(failure).isPresent();
        if (!ofAnInnerStep && !judged && CALCULATING.contains(step.getClass())) {
            failure = new DeliveryFailed(Failure.undeliverable(
                    "the step " + step.getShortName() + line(step) + " cannot process this event: " + reason(failure)));
            exchange.setException(failure);
        }
        exchange.setProperty(SEEN, failure);
    }

    private static String line(NamedNode step) {
        int line = ((LineNumberAware) step).getLineNumber();
        return line > 0 ? " in line " + line : "";
    }

    private static String reason(Throwable failure) {
        Throwable root = ExceptionUtil.getRootCause(failure);
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
