package io.stagedoor.broker.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * Management messages over AMQP to an Artemis. A request to {@code activemq.management} names a resource and an
 * attribute or an operation; the body of the answer is a JSON array with the value. For one thread.
 *
 * <p>Every method throws IOException if the broker does not answer in time, and {@link Refused} if it refuses.
 */
final class ManagementLink {

    /** The resource that stands for the broker itself. */
    static final String BROKER = "broker";

    static final ObjectMapper JSON = new ObjectMapper();

    private final Sender requests;
    private final Receiver answers;
    private final Duration timeout;

    /**
     * @param timeout for each answer
     * @throws IOException when the broker does not permit it: another product, or a user without the right to manage
     */
    ManagementLink(Connection connection, Duration timeout) throws IOException {
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

    /** The resource that stands for a queue. */
    static String resource(String queue) {
        return "queue." + queue;
    }

    JsonNode attribute(String resource, String attribute) throws IOException {
        return answer(attribute + " of " + resource, resource, Map.of("_AMQ_Attribute", attribute), "");
    }

    JsonNode operation(String resource, String operation, Object... arguments) throws IOException {
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

    /** The broker has answered, but refuses. */
    static final class Refused extends IOException {
        Refused(String message) {
            super(message);
        }
    }
}
