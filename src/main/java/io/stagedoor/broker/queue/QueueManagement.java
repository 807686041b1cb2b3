package io.stagedoor.broker.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * Queries and manages the queues of an Artemis by management messages over AMQP. A request to {@code
 * activemq.management} names a resource and an attribute or an operation; the body of the answer is a JSON array with
 * the value. For one thread. Closing it closes the connection.
 *
 * <p>Every method throws IOException if the broker does not answer in time, or refuses.
 */
public final class QueueManagement implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BROKER = "broker";
    private static final String ALL = "";
    private static final int MOST_QUEUES = 10_000;
    private static final int TRIES = 5;

    private final Connection connection;
    private final Sender requests;
    private final Receiver answers;
    private final Duration timeout;
    private Set<String> names;

    /**
     * @param timeout for each answer
     * @throws IOException when the broker does not permit it: another product, or a user without the right to manage
     */
    public QueueManagement(Connection connection, Duration timeout) throws IOException {
        this.connection = connection;
        this.timeout = timeout;
        try {
            requests = connection.openSender("activemq.management");
            answers = connection.openDynamicReceiver();
            requests.openFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            answers.openFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ClientException | ExecutionException | TimeoutException e) {
            throw new IOException("no access to the broker's management: " + e.getMessage(), e);
        }
    }

    /** The names of all queues, in order. Reads them once and then keeps them. */
    public Set<String> queues() throws IOException {
        if (names == null) {
            Set<String> all = new TreeSet<>();
            attribute(BROKER, "queueNames").forEach(name -> all.add(name.asText()));
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
                attribute(resource, "messageCount").asLong(),
                attribute(resource, "deliveringCount").asLong(),
                attribute(resource, "scheduledCount").asLong(),
                attribute(resource, "consumerCount").asInt(),
                attribute(resource, "paused").asBoolean()));
    }

    /** All queues by name, except those with parked events: there may be one for each key. */
    public Map<String, QueueState> all() throws IOException {
        String notParked =
                "{\"field\":\"name\",\"operation\":\"NOT_CONTAINS\",\"value\":\"" + QueueNames.PARKED + "\"}";
        JsonNode page = JSON.readTree(listQueues(notParked).asText());
        Map<String, QueueState> all = new HashMap<>();
        for (JsonNode queue : page.path("data")) {
            all.put(
                    queue.path("name").asText(),
                    new QueueState(
                            queue.path("messageCount").asLong(),
                            queue.path("deliveringCount").asLong(),
                            queue.path("scheduledCount").asLong(),
                            queue.path("consumerCount").asInt(),
                            queue.path("paused").asBoolean()));
        }
        return all;
    }

    /** Tries again: Artemis 2.55 fails if a queue is removed while it lists them. */
    private JsonNode listQueues(String filter) throws IOException {
        for (int tries = 1; true; tries++) {
            try {
                return operation(BROKER, "listQueues", filter, 1, MOST_QUEUES);
            } catch (Refused e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** How many messages a consumer holds and has not settled yet. */
    public long delivering(String queue) throws IOException {
        return attribute(resource(queue), "deliveringCount").asLong();
    }

    /**
     * The result of a count.
     *
     * @param messages how many were checked: some versions of Artemis stop early
     * @param sum of their property
     */
    public record Count(long messages, long sum) {}

    /**
     * Counts the messages that the queue could deliver now, so neither those at a consumer nor scheduled ones. The
     * broker checks each message for it.
     *
     * @param property contains how many a message counts; a message without it counts 1
     */
    public Count count(String queue, String property) throws IOException {
        return count(operation(resource(queue), "countMessages", ALL, property));
    }

    /** As {@link #count}, for messages that a consumer holds and has not settled yet. */
    public Count countDelivering(String queue, String property) throws IOException {
        return count(operation(resource(queue), "countDeliveringMessages", ALL, property));
    }

    /** The sum of {@link #count}. */
    public long sum(String queue, String property) throws IOException {
        return count(queue, property).sum();
    }

    /** The sum of {@link #countDelivering}. */
    public long sumDelivering(String queue, String property) throws IOException {
        return countDelivering(queue, property).sum();
    }

    /** @param answer text of a JSON object: for each value the number of messages; "null" for those without */
    private static Count count(JsonNode answer) throws IOException {
        long sum = 0;
        long messages = 0;
        for (Map.Entry<String, JsonNode> group : JSON.readTree(answer.asText()).properties()) {
            boolean isNumber = group.getKey().matches("[0-9]{1,9}");
            sum += group.getValue().asLong() * (isNumber ? Long.parseLong(group.getKey()) : 1);
            messages += group.getValue().asLong();
        }
        return new Count(messages, sum);
    }

    /** As {@link #count}, for the first messages that the queue could deliver; counted here, not at the broker. */
    public Count sample(String queue, String property, int most) throws IOException {
        long[] seen = new long[2];
        new QueueBrowser(connection).browse(queue, message -> {
            Object value = message.hasProperties() ? message.property(property) : null;
            seen[1] += value instanceof Number number ? number.longValue() : 1;
            return ++seen[0] < most;
        });
        return new Count(seen[0], seen[1]);
    }

    /** Bytes of its messages, including those on the disk. */
    public long size(String queue) throws IOException {
        return attribute(resource(queue), "persistentSize").asLong();
    }

    /**
     * For each consumed queue, the filters of its consumers; a filter may be an empty text. Empty if the broker has an
     * older {@code broker.xml} that does not permit the query.
     */
    public Optional<Map<String, List<String>>> consumers() throws IOException {
        JsonNode answer;
        try {
            answer = operation(BROKER, "listAllConsumersAsJSON");
        } catch (Refused e) {
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
        return attribute("address." + queue, "paging").asBoolean();
    }

    /** Stops all deliveries from the queue, even after a restart of the broker. */
    public void pause(String queue) throws IOException {
        operation(resource(queue), "pause", true);
    }

    public void resume(String queue) throws IOException {
        operation(resource(queue), "resume");
    }

    /** Creates an anycast, durable queue for one consumer at a time, if there is none of that name. */
    public void createForOneConsumer(String queue) throws IOException {
        create(queue, "max-consumers", 1);
    }

    /** Creates an anycast, durable queue that keeps the latest {@code messages} only, if there is none of that name. */
    public void createRing(String queue, int messages) throws IOException {
        create(queue, "ring-size", messages);
    }

    private void create(String queue, String option, int value) throws IOException {
        Map<String, Object> configuration = Map.of(
                "name",
                queue,
                "address",
                queue,
                "routing-type",
                "ANYCAST",
                "durable",
                true,
                "auto-create-address",
                true,
                option,
                value);
        boolean unlessThere = true;
        operation(BROKER, "createQueue", JSON.writeValueAsString(configuration), unlessThere);
    }

    /** Removes the queue and its messages. */
    public void destroy(String queue) throws IOException {
        boolean consumersToo = true;
        boolean addressToo = true;
        operation(BROKER, "destroyQueue", queue, consumersToo, addressToo);
    }

    /** When each consumer of the queue attached, by the broker's clock, in milliseconds. */
    Map<String, Instant> consumers(String queue) throws IOException {
        Map<String, Instant> consumers = new HashMap<>();
        String list = operation(resource(queue), "listConsumersAsJSON").asText("[]");
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
                operation(resource(queue), "listScheduledMessagesAsJSON").asText("[]"));
    }

    private static String resource(String queue) {
        return "queue." + queue;
    }

    private JsonNode attribute(String resource, String attribute) throws IOException {
        return answer(attribute + " of " + resource, resource, Map.of("_AMQ_Attribute", attribute), "");
    }

    private JsonNode operation(String resource, String operation, Object... arguments) throws IOException {
        String body = JSON.writeValueAsString(List.of(arguments));
        return answer(operation + " of " + resource, resource, Map.of("_AMQ_OperationName", operation), body);
    }

    private JsonNode answer(String what, String resource, Map<String, Object> properties, String body)
            throws IOException {
        try {
            Message<String> request =
                    Message.create(body).replyTo(answers.address()).property("_AMQ_ResourceName", resource);
            for (Map.Entry<String, Object> property : properties.entrySet()) {
                request.property(property.getKey(), property.getValue());
            }
            requests.send(request).awaitAccepted(timeout.toMillis(), TimeUnit.MILLISECONDS);
            Delivery delivery = answers.receive(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (delivery == null) {
                throw new IOException("the broker's management gave no answer within " + timeout.toSeconds() + " s");
            }
            Message<Object> answer = delivery.message();
            if (!Boolean.TRUE.equals(answer.property("_AMQ_OperationSucceeded"))) {
                throw new Refused("the broker's management refuses " + what + ": " + answer.body());
            }
            return JSON.readTree(String.valueOf(answer.body())).path(0);
        } catch (ClientException e) {
            throw new IOException("the broker's management failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    /** The broker has answered, but refuses. */
    private static final class Refused extends IOException {
        Refused(String message) {
            super(message);
        }
    }
}
