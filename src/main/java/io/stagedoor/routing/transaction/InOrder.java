package io.stagedoor.routing.transaction;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.queue.ConsumerLease;
import io.stagedoor.routing.check.RouteCheck;
import io.stagedoor.routing.check.StepCheck;
import io.stagedoor.routing.routes.Routes;
import io.stagedoor.wire.QueueNames;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Session;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;

/**
 * The channels that are consumed in order, because they feed an ordered destination ({@code delivery:x?order=…}). Two
 * consumers of a queue overtake each other, so such a channel has a single consumer among all replicas: the holder of
 * the {@link ConsumerLease}.
 */
public final class InOrder {

    /** Makes the listener container attach again, although nothing is wrong. */
    public static final class BeginAnew extends JMSException {
        public BeginAnew(String reason) {
            super(reason);
        }
    }

    private static final String ORDER = "order=";

    private final AmqpConnector broker;
    private volatile Set<String> channels = Set.of();

    public InOrder(AmqpConnector broker) {
        this.broker = broker;
    }

    /** Call it when all route files are loaded. */
    public void read(List<RouteDefinition> routes) {
        Set<String> destinations = routes.stream()
                .filter(route -> Routes.from(route).startsWith(RouteCheck.DELIVERY))
                .filter(route -> route.getInput().getEndpointUri().contains(ORDER))
                .map(route -> QueueNames.destination(Routes.from(route).substring(RouteCheck.DELIVERY.length())))
                .collect(Collectors.toSet());
        channels = destinations.isEmpty()
                ? Set.of()
                : routes.stream()
                        .filter(route -> Routes.steps(route).stream().anyMatch(step -> feeds(step, destinations)))
                        .flatMap(route -> RouteCheck.address(Routes.from(route)).stream())
                        .collect(Collectors.toSet());
    }

    /** Whether the step may send to one of the destinations. A calculated address may be any of them. */
    private static boolean feeds(ProcessorDefinition<?> step, Set<String> destinations) {
        String uri = Routes.uri(step).map(Routes::bare).orElse("");
        return StepCheck.isDynamic(step)
                || uri.startsWith("direct:")
                || RouteCheck.address(uri).filter(destinations::contains).isPresent();
    }

    public boolean holds(String channel) {
        return channels.contains(channel);
    }

    /**
     * Takes the lease in the session that consumes: both end together.
     *
     * @throws BeginAnew while another replica holds it
     * @throws JMSException when the broker does not permit this program to hold it
     */
    public void take(Session session, String channel) throws JMSException {
        try {
            ConsumerLease.prepare(broker, channel);
        } catch (IOException e) {
            throw (JMSException) new JMSException(e.getMessage()).initCause(e);
        }
        try {
            session.createConsumer(session.createQueue(QueueNames.lease(channel)));
        } catch (JMSSecurityException noRight) {
            // The lease is never available: waiting silently would mean to consume nothing for ever.
            throw (JMSException) new JMSException("no right to consume " + QueueNames.lease(channel) + ", so that "
                            + channel + " cannot be consumed in order: see artemis-config/README.md")
                    .initCause(noRight);
        } catch (JMSException taken) {
            throw new BeginAnew("another replica consumes " + channel + " in order");
        }
    }
}
