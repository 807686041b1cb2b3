package io.stagedoor.broker.queue;

import static io.stagedoor.broker.queue.ManagementLink.JSON;
import static io.stagedoor.broker.queue.ManagementLink.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.apache.qpid.protonj2.client.Connection;

/**
 * Counts what the messages of a queue say they count. For one thread.
 *
 * <p>Every method throws IOException if the broker does not answer in time, or refuses.
 */
public final class MessageCounts {

    private static final String ALL = "";

    private final Connection connection;
    private final ManagementLink link;

    MessageCounts(Connection connection, ManagementLink link) {
        this.connection = connection;
        this.link = link;
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
        return count(link.operation(resource(queue), "countMessages", ALL, property));
    }

    /** As {@link #count}, for messages that a consumer holds and has not settled yet. */
    public Count countDelivering(String queue, String property) throws IOException {
        return count(link.operation(resource(queue), "countDeliveringMessages", ALL, property));
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
}
