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
 * Asks an Artemis about its queues, and tells it what to do with them, by its management messages over AMQP: a request to
 * {@code activemq.management} names a resource and an attribute or an operation, the answer's body is a JSON array with
 * the value. For one thread. Closing it closes the connection.
 *
 * <p>Every method throws IOException where the broker does not answer in time, or refuses.
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
     * @param timeout of each answer
     * @throws IOException when the broker does not let us: another product, or a user without the right to manage
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
            throw new IOException("the broker does not open its management to us: " + e.getMessage(), e);
        }
    }

    /** The names of all queues, in order; asked once, and the same from then on. */
    public Set<String> queues() throws IOException {
        if (names == null) {
            Set<String> all = new TreeSet<>();
            attribute(BROKER, "queueNames").forEach(name -> all.add(name.asText()));
            names = all;
        }
        return names;
    }

    /** @return empty where the broker has no such queue */
    public Optional<QueueState> ask(String queue) throws IOException {
        // To ask for a queue that is not there would write a warning with a stack trace into the broker's log.
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

    /** All queues by their names, but those that hold what is parked for order: there may be one for each entity. */
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

    /** Artemis 2.55 fails on a queue that is removed while it lists them; the next list is without it. */
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

    /** How many messages are with a consumer that has not settled them yet. */
    public long delivering(String queue) throws IOException {
        return attribute(resource(queue), "deliveringCount").asLong();
    }

    /**
     * What a count came to.
     *
     * @param messages that were looked at: some versions of Artemis end early
     * @param sum of their property
     */
    public record Count(long messages, long sum) {}

    /**
     * Counts what the queue could give out now: neither what a consumer has nor what is scheduled. The broker looks at
     * each message for it.
     *
     * @param property says how many each message counts; one that does not counts 1
     */
    public Count count(String queue, String property) throws IOException {
        return count(operation(resource(queue), "countMessages", ALL, property));
    }

    /** The same, of what a consumer has and has not settled yet. */
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

    /** @param answer text of a JSON object: the number of messages for each value, which is "null" for those without */
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

    /** The same, of the first messages that the queue could give out, which are looked at here. */
    public Count sample(String queue, String property, int most) throws IOException {
        long[] seen = new long[2];
        new QueueBrowser(connection).browse(queue, message -> {
            Object value = message.hasProperties() ? message.property(property) : null;
            seen[1] += value instanceof Number number ? number.longValue() : 1;
            return ++seen[0] < most;
        });
        return new Count(seen[0], seen[1]);
    }

    /** Bytes of its messages, those on the disk included. */
    public long size(String queue) throws IOException {
        return attribute(resource(queue), "persistentSize").asLong();
    }

    /**
     * Of each queue that somebody consumes the consumers, by their filters, which may be empty. Empty where the broker has
     * a {@code broker.xml} from before and does not let us ask.
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
     * Whether the broker keeps the end of the queue in files alone. What is there is out of reach for a selector: the
     * broker reads on only as far as the beginning of the queue is consumed.
     */
    public boolean paging(String queue) throws IOException {
        return attribute("address." + queue, "paging").asBoolean();
    }

    /** The broker gives out nothing more of the queue, and remembers it over its own restart. */
    public void pause(String queue) throws IOException {
        operation(resource(queue), "pause", true);
    }

    public void resume(String queue) throws IOException {
        operation(resource(queue), "resume");
    }

    /** Makes the queue (anycast, durable), if there is none, such that a second consumer cannot attach to it. */
    public void createForOneConsumer(String queue) throws IOException {
        create(queue, "max-consumers", 1);
    }

    /** Makes the queue (anycast, durable), if there is none, such that it keeps the last messages, so many, alone. */
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

    /** Removes the queue and what is in it. */
    public void destroy(String queue) throws IOException {
        boolean consumersToo = true;
        boolean addressToo = true;
        operation(BROKER, "destroyQueue", queue, consumersToo, addressToo);
    }

    /** When each consumer of the queue attached to it, by the broker's clock, to the millisecond. */
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

    /** The messages that wait for their time, each a JSON object of its properties; bodies are not in it. */
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

    /** The broker has answered, and does not do it. */
    private static final class Refused extends IOException {
        Refused(String message) {
            super(message);
        }
    }
}
