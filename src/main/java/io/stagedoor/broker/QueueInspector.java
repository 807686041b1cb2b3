package io.stagedoor.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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
 * Asks an Artemis about its queues, by its management messages over AMQP: a request to {@code activemq.management}
 * names a resource and an attribute, the answer's body is a JSON array with the value. For one thread. Closing it closes
 * the connection.
 */
public final class QueueInspector implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Sender requests;
    private final Receiver answers;
    private final Duration timeout;
    private Set<String> names;

    /**
     * @param timeout of each answer
     * @throws IOException when the broker does not let us: another product, or a user without the right to manage
     */
    public QueueInspector(Connection connection, Duration timeout) throws IOException {
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

    /** @return empty where the broker has no such queue */
    public Optional<QueueState> ask(String queue) throws IOException {
        // To ask for a queue that is not there would write a warning with a stack trace into the broker's log.
        if (names == null) {
            names = new HashSet<>();
            attribute("broker", "queueNames").forEach(name -> names.add(name.asText()));
        }
        if (!names.contains(queue)) {
            return Optional.empty();
        }
        String resource = "queue." + queue;
        return Optional.of(new QueueState(
                attribute(resource, "messageCount").asLong(),
                attribute(resource, "consumerCount").asInt()));
    }

    private JsonNode attribute(String resource, String attribute) throws IOException {
        try {
            requests.send(Message.create("")
                            .replyTo(answers.address())
                            .property("_AMQ_ResourceName", resource)
                            .property("_AMQ_Attribute", attribute))
                    .awaitAccepted(timeout.toMillis(), TimeUnit.MILLISECONDS);
            Delivery delivery = answers.receive(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (delivery == null) {
                throw new IOException("the broker's management gave no answer within " + timeout.toSeconds() + " s");
            }
            Message<Object> answer = delivery.message();
            if (!Boolean.TRUE.equals(answer.property("_AMQ_OperationSucceeded"))) {
                throw new IOException("the broker's management does not tell " + attribute + " of " + resource + ": "
                        + answer.body());
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
}
