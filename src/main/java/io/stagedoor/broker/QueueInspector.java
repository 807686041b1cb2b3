package io.stagedoor.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * Asks an Artemis about its queues, by its management messages over AMQP: a request to {@code activemq.management}
 * names a resource and an attribute, the answer's body is a JSON array with the value.
 */
public final class QueueInspector implements AutoCloseable {

    private final Connection connection;
    private final Sender requests;
    private final Receiver answers;
    private final Duration timeout;

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
        } catch (Exception e) {
            throw new IOException("the broker does not open its management to us: " + e.getMessage(), e);
        }
    }

    /** @return empty where the broker has no such queue */
    public Optional<QueueState> ask(String queue) throws IOException {
        try {
            Optional<Long> messages = attribute(queue, "messageCount");
            return messages.isEmpty()
                    ? Optional.empty()
                    : attribute(queue, "consumerCount")
                            .map(consumers -> new QueueState(messages.get(), consumers.intValue()));
        } catch (ClientException e) {
            throw new IOException("the broker's management failed: " + e.getMessage(), e);
        }
    }

    private Optional<Long> attribute(String queue, String attribute) throws ClientException, IOException {
        Message<String> request = Message.create("")
                .replyTo(answers.address())
                .property("_AMQ_ResourceName", "queue." + queue)
                .property("_AMQ_Attribute", attribute);
        requests.send(request).awaitAccepted(timeout.toMillis(), TimeUnit.MILLISECONDS);
        Delivery delivery = answers.receive(timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (delivery == null) {
            throw new IOException("the broker's management gave no answer within " + timeout.toSeconds() + " s");
        }
        Message<Object> answer = delivery.message();
        if (!Boolean.TRUE.equals(answer.property("_AMQ_OperationSucceeded"))) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(String.valueOf(answer.body()).replaceAll("[^0-9-]", "")));
    }

    @Override
    public void close() {
        connection.close();
    }
}
