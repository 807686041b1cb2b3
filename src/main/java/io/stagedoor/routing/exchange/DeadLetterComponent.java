package io.stagedoor.routing.exchange;

import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.DeadLetterReason;
import io.stagedoor.routing.transaction.Event;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code dead-letter:<reason>}: lets a route send an event to the dead-letter address of its channel, for instance
 * {@code dead-letter:unrouted} in the branch for an unknown action.
 */
public final class DeadLetterComponent extends DefaultComponent {

    private final DeadLetterSender deadLetters;

    public DeadLetterComponent(DeadLetterSender deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String word, Map<String, Object> parameters) {
        DeadLetterReason reason = Arrays.stream(DeadLetterReason.values())
                .filter(known -> known.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not a reason; use one of "
                        + Arrays.stream(DeadLetterReason.values())
                                .map(DeadLetterReason::word)
                                .collect(Collectors.joining(", "))));
        return new DeadLetterEndpoint(uri, this, reason);
    }

    private final class DeadLetterEndpoint extends DefaultEndpoint {

        private final DeadLetterReason reason;

        DeadLetterEndpoint(String uri, Component component, DeadLetterReason reason) {
            super(uri, component);
            this.reason = reason;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws Exception {
                    Event event = deadLetters.inRoute();
                    if (event == null) {
                        throw new IllegalStateException("dead-letter: works only in a route that consumes a channel");
                    }
                    Object action = exchange.getVariable("action");
                    String error = action == null
                            ? "the event has no action, and the route no destination for that"
                            : "the route has no destination for the action '" + action + "'";
                    deadLetters.send(event, DeadLetter.ofRoute(reason, exchange.getFromRouteId(), error));
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new IllegalArgumentException(
                    "a route can only send to dead-letter: and not consume it; consume" + " with amqp:queue:");
        }

        @Override
        public boolean isLenientProperties() {
            return false;
        }
    }
}
