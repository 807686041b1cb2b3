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
 * Where a route may send to: not to a queue that nobody works, nor to one that has another use. Asked for what stands in
 * a route file at the start, and for each send, since a route may calculate where it sends to.
 */
public final class QueueRules {

    /** Of the program's own queues, beside those of destinations. */
    private static final List<String> OWN = List.of(QueueNames.DEAD_LETTER, QueueNames.SEEN, QueueNames.LEASE);

    private final Set<String> channels = ConcurrentHashMap.newKeySet();
    private volatile Set<String> destinations = Set.of();

    public QueueRules(Contract contract) {
        contract.channels().forEach(channel -> channels.add(channel.address()));
    }

    /** @param addresses that routes consume: of those that a channel with parameters stands for, these are ours */
    void consumed(Collection<String> addresses) {
        channels.addAll(addresses);
    }

    /** @param names of the destinations that have a route */
    void destinations(Collection<String> names) {
        destinations = names.stream().map(QueueNames::destination).collect(Collectors.toUnmodifiableSet());
    }

    /** Why nothing may be sent to the queue, and what to do instead; empty where it may. */
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
                    "'" + queue + "' is a channel: an event that comes to one for a second time is dropped as a"
                            + " repeat. Send it to amqp:queue:deliver/<destination>, or use the steps of the other route with"
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

    /** As {@link #refusal}, for an endpoint such as {@code amqp:queue:deliver/archive}, without its options. */
    Optional<String> refusalOf(String uri) {
        String rest = uri.substring(uri.indexOf(':') + 1);
        if (rest.startsWith("topic:") || rest.startsWith("temp-queue:") || rest.startsWith("temp-topic:")) {
            return Optional.of(noQueue(rest));
        }
        return refusal(rest.replaceFirst("^queue:/*", ""));
    }

    /** What is wrong with an address that keeps nothing for who does not listen. */
    public static String noQueue(String address) {
        return "'" + address + "' is no queue: it keeps nothing for who does not listen. Send to amqp:queue:<queue>";
    }
}
