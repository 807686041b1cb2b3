package io.stagedoor.broker.queue;

import static io.stagedoor.broker.queue.ManagementLink.BROKER;
import static io.stagedoor.broker.queue.ManagementLink.JSON;
import static io.stagedoor.broker.queue.ManagementLink.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.wire.QueueNames;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.qpid.protonj2.client.Connection;

/**
 * Queries and manages the queues of an Artemis by management messages over AMQP: their state, consumers and pauses here,
 * their {@link #counts} and {@link #lifecycle} in classes of their own. For one thread. Closing it closes the connection.
 *
 * <p>Every method throws IOException if the broker does not answer in time, or refuses.
 */
public final class QueueManagement implements AutoCloseable {

    private static final int MOST_QUEUES = 10_000;
    private static final int TRIES = 5;

    private final Connection connection;
    private final ManagementLink link;
    private Set<String> names;

    /**
     * @param timeout for each answer
     * @throws IOException when the broker does not permit it: another product, or a user without the right to manage
     */
    public QueueManagement(Connection connection, Duration timeout) throws IOException {
        this.connection = connection;
        link = new ManagementLink(connection, timeout);
    }

    /** Counts the events of its queues, over the same connection. */
    public MessageCounts counts() {
        return new MessageCounts(connection, link);
    }

    /** Creates and removes queues, over the same connection. */
    public QueueLifecycle lifecycle() {
        return new QueueLifecycle(link);
    }

    /** The names of all queues, in order. Reads them once and then keeps them. */
    public Set<String> queues() throws IOException {
        if (names == null) {
            Set<String> all = new TreeSet<>();
            link.attribute(BROKER, "queueNames").forEach(name -> all.add(name.asText()));
            names = all;
        }
        return names;
    }

    /** @return empty if the broker has no such queue */
    public Optional<QueueState> ask(String queue) throws IOException {
        // A query for a missing queue writes a warning with a stack trace to the broker's log.
        if (!queues().contains(queue)) {
            return Optional.empty();
        }
        String resource = resource(queue);
        return Optional.of(new QueueState(
                link.attribute(resource, "messageCount").asLong(),
                link.attribute(resource, "deliveringCount").asLong(),
                link.attribute(resource, "scheduledCount").asLong(),
                link.attribute(resource, "consumerCount").asInt(),
                link.attribute(resource, "paused").asBoolean()));
    }

    /** All queues by name, except those with parked events: there may be one for each key. */
    public Map<String, QueueState> all() throws IOException {
        Map<String, QueueState> all = new HashMap<>();
        flows().forEach((name, flow) -> all.put(name, flow.state()));
        return all;
    }

    /**
     * A queue's state and how much has gone through it.
     *
     * @param acknowledged messages that consumers have settled for good since the broker started
     */
    public record Flow(QueueState state, long acknowledged) {}

    /** As {@link #all}. */
    public Map<String, Flow> flows() throws IOException {
        return list("NOT_CONTAINS");
    }

    /** The queues with parked events, by name. */
    public Map<String, Flow> parked() throws IOException {
        return list("CONTAINS");
    }

    private Map<String, Flow> list(String whether) throws IOException {
        String parked =
                "{\"field\":\"name\",\"operation\":\"" + whether + "\",\"value\":\"" + QueueNames.PARKED + "\"}";
        JsonNode page = JSON.readTree(listQueues(parked).asText());
        Map<String, Flow> all = new HashMap<>();
        for (JsonNode queue : page.path("data")) {
            QueueState state = new QueueState(
                    queue.path("messageCount").asLong(),
                    queue.path("deliveringCount").asLong(),
                    queue.path("scheduledCount").asLong(),
                    queue.path("consumerCount").asInt(),
                    queue.path("paused").asBoolean());
            all.put(
                    queue.path("name").asText(),
                    new Flow(state, queue.path("messagesAcked").asLong()));
        }
        return all;
    }

    /** Tries again: Artemis 2.55 fails if a queue is removed while it lists them. */
    private JsonNode listQueues(String filter) throws IOException {
        for (int tries = 1; true; tries++) {
            try {
                return link.operation(BROKER, "listQueues", filter, 1, MOST_QUEUES);
            } catch (ManagementLink.Refused e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** How many messages a consumer holds and has not settled yet. */
    public long delivering(String queue) throws IOException {
        return link.attribute(resource(queue), "deliveringCount").asLong();
    }

    /** Bytes of its messages, including those on the disk. */
    public long size(String queue) throws IOException {
        return link.attribute(resource(queue), "persistentSize").asLong();
    }

    /**
     * For each consumed queue, the filters of its consumers; a filter may be an empty text. Empty if the broker has an
     * older {@code broker.xml} that does not permit the query.
     */
    public Optional<Map<String, List<String>>> consumers() throws IOException {
        JsonNode answer;
        try {
            answer = link.operation(BROKER, "listAllConsumersAsJSON");
        } catch (ManagementLink.Refused e) {
            return Optional.empty();
        }
        Map<String, List<String>> consumers = new HashMap<>();
        for (JsonNode one : JSON.readTree(answer.asText("[]"))) {
            if (!one.path("browseOnly").asBoolean()) {
                consumers
                        .computeIfAbsent(one.path("queueName").asText(), queue -> new ArrayList<>())
                        .add(one.path("filter").asText(""));
            }
        }
        return Optional.of(consumers);
    }

    /**
     * Whether the end of the queue is only in files. A selector does not reach that part: the broker reads it as
     * consumers take the beginning of the queue.
     */
    public boolean paging(String queue) throws IOException {
        return link.attribute("address." + queue, "paging").asBoolean();
    }

    /** Stops all deliveries from the queue, even after a restart of the broker. */
    public void pause(String queue) throws IOException {
        link.operation(resource(queue), "pause", true);
    }

    public void resume(String queue) throws IOException {
        link.operation(resource(queue), "resume");
    }

    /** When each consumer of the queue attached, by the broker's clock, in milliseconds. */
    Map<String, Instant> consumers(String queue) throws IOException {
        Map<String, Instant> consumers = new HashMap<>();
        String list = link.operation(resource(queue), "listConsumersAsJSON").asText("[]");
        for (JsonNode consumer : JSON.readTree(list)) {
            consumers.put(
                    consumer.path("sessionID").asText() + "/"
                            + consumer.path("consumerID").asText(),
                    Instant.ofEpochMilli(consumer.path("creationTime").asLong()));
        }
        return consumers;
    }

    /** The scheduled messages, each as a JSON object of its properties, without the body. */
    public JsonNode scheduled(String queue) throws IOException {
        return JSON.readTree(
                link.operation(resource(queue), "listScheduledMessagesAsJSON").asText("[]"));
    }

    /**
     * The properties, without the body, of the message that the queue would deliver next; empty when there is none that
     * is neither at a consumer nor scheduled, or when this user may not ask.
     */
    public Optional<JsonNode> first(String queue) throws IOException {
        try {
            String list = link.attribute(resource(queue), "firstMessageAsJSON").asText("[]");
            return Optional.of(JSON.readTree(list).path(0)).filter(message -> message.has("messageID"));
        } catch (ManagementLink.Refused e) {
            return Optional.empty();
        }
    }

    /**
     * The messages that consumers hold and have not settled, each as a JSON object of its properties; none when this
     * user may not ask.
     */
    public List<JsonNode> delivered(String queue) throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        try {
            String list = link.operation(resource(queue), "listDeliveringMessagesAsJSON")
                    .asText("[]");
            for (JsonNode consumer : JSON.readTree(list)) {
                consumer.path("elements").forEach(messages::add);
            }
        } catch (ManagementLink.Refused e) {
            return List.of();
        }
        return messages;
    }

    @Override
    public void close() {
        connection.close();
    }
}
