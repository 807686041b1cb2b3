package io.stagedoor.routing;

import io.stagedoor.contract.Contract;
import io.stagedoor.contract.PayloadSchema;
import io.stagedoor.contract.Violation;
import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.DeadLetterReason;
import jakarta.jms.JMSException;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ValidationException;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.component.jsonvalidator.JsonValidationException;
import org.apache.camel.model.RouteConfigurationDefinition;

/**
 * What every route that consumes a channel gets without writing it: the {@link Intake} before its first step, and the
 * dead-letter address for what is invalid. Any other exception rolls the transaction back.
 */
final class ChannelRoutes extends RouteConfigurationBuilder {

    private final Contract contract;
    private final Intake intake;
    private final DeadLetterSender deadLetters;

    ChannelRoutes(Contract contract, Intake intake, DeadLetterSender deadLetters) {
        this.contract = contract;
        this.intake = intake;
        this.deadLetters = deadLetters;
    }

    @Override
    public void configuration() {
        RouteConfigurationDefinition every = routeConfiguration();
        // A failure is logged once, with its facts: by the delivery stage, or where a batch rolls back.
        every.errorHandler(defaultErrorHandler().logExhausted(false));
        every.interceptFrom("amqp:*").process(intake);
        // One clause for each: Camel 4.17 mixed the classes of a list of three up, and the last was not caught.
        for (Class<? extends Exception> permanent :
                List.of(InvalidEvent.class, ValidationException.class, RouteFailed.class)) {
            every.onException(permanent)
                    .onWhen(exchange -> Event.of(exchange) != null)
                    .handled(true)
                    .process(this::deadLetter);
        }
    }

    private void deadLetter(Exchange exchange) throws JMSException {
        Event event = Event.of(exchange);
        deadLetters.send(event, describe(exchange.getFromRouteId(), exchange.getProperty(Exchange.EXCEPTION_CAUGHT)));
        event.markRouted();
    }

    private DeadLetter describe(String route, Object failure) {
        if (failure instanceof InvalidEvent invalid) {
            return DeadLetter.invalid(
                    route, invalid.pointer(), invalid.keyword(), invalid.getMessage(), contract.identity());
        }
        if (failure instanceof JsonValidationException mismatch && mismatch.getErrors() != null) {
            Violation first = mismatch.getErrors().stream()
                    .map(PayloadSchema::violation)
                    .min(Comparator.comparing(Violation::pointer))
                    .orElseThrow();
            int others = mismatch.getErrors().size() - 1;
            String more = others == 0 ? "" : " (and " + others + " more)";
            return DeadLetter.invalid(
                    route, first.pointer(), first.keyword(), first.message() + more, contract.identity());
        }
        String error = ((Exception) failure).getMessage();
        return failure instanceof ValidationException
                ? DeadLetter.invalid(route, "", "body", error, contract.identity())
                : DeadLetter.ofRoute(DeadLetterReason.UNDELIVERABLE, route, error);
    }
}
