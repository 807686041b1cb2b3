package io.stagedoor.routing.check;

import io.stagedoor.contract.Contract;
import io.stagedoor.wire.QueueNames;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The queues that a route may send to: none that nobody consumes, and none with another use. Checked at the start for
 * the addresses in a route file, and at each send, because a route may calculate an address.
 */
public final class QueueRules {

    /** Prefixes of the program's own queues, besides those of destinations. */
    private static final List<String> OWN =
            List.of(QueueNames.DEAD_LETTER, QueueNames.SEEN, QueueNames.LEASE, QueueNames.HISTORY);

    private final Set<String> channels = ConcurrentHashMap.newKeySet();
    private volatile Set<String> destinations = Set.of();

    public QueueRules(Contract contract) {
        contract.channels().forEach(channel -> channels.add(channel.address()));
    }

    /** @param addresses the ones that routes consume; of a channel with parameters, only these are served */
    void consumed(Collection<String> addresses) {
        channels.addAll(addresses);
    }

    /** @param names the destinations that have a route */
    void destinations(Collection<String> names) {
        destinations = names.stream().map(QueueNames::destination).collect(Collectors.toUnmodifiableSet());
    }

    /** Why a route must not send to the queue, and what to do instead; empty if it may. */
    public Optional<String> refusal(String queue) {
        if (destinations.contains(queue)) {
            return Optional.empty();
        }
        if (QueueNames.isDestination(queue)) {
            String name = QueueNames.destinationOf(queue);
            String known = new TreeSet<>(destinations)
                    .stream().map(QueueNames::destinationOf).collect(Collectors.joining(", "));
            return Optional.of("there is no destination '" + name + "': no route begins with " + RouteCheck.DELIVERY
                    + name + "; the destinations are " + known);
        }
        if (channels.contains(queue)) {
            return Optional.of(
                    "'" + queue + "' is a channel: an event that comes to a channel a second time is dropped as a"
                            + " duplicate. Send it to amqp:queue:deliver/<destination>, or use the steps of the"
                            + " other route with"
                            + " direct:");
        }
        if (OWN.stream().anyMatch(queue::startsWith)) {
            return Optional.of(
                    "'" + queue + "' is a queue of Stagedoor's own. For a dead letter use" + " dead-letter:unrouted");
        }
        if (queue.isBlank() || queue.contains("::")) {
            return Optional.of("'" + queue + "' is no address: name a queue, as in amqp:queue:deliver/<destination>");
        }
        return Optional.empty();
    }

    /** As {@link #refusal}, for an endpoint without options, such as {@code amqp:queue:deliver/archive}. */
    Optional<String> refusalOf(String uri) {
        String rest = uri.substring(uri.indexOf(':') + 1);
        if (rest.startsWith("topic:") || rest.startsWith("temp-queue:") || rest.startsWith("temp-topic:")) {
            return Optional.of(noQueue(rest));
        }
        return refusal(rest.replaceFirst("^queue:/*", ""));
    }

    /** The error for an address that does not store messages. */
    public static String noQueue(String address) {
        return "'" + address + "' is no queue: it does not store messages for later. Send to amqp:queue:<queue>";
    }
}
