package io.stagedoor.broker.queue;

import static io.stagedoor.broker.queue.ManagementLink.BROKER;
import static io.stagedoor.broker.queue.ManagementLink.JSON;

import java.io.IOException;
import java.util.Map;

/**
 * Creates and removes queues. For one thread.
 *
 * <p>Every method throws IOException if the broker does not answer in time, or refuses.
 */
public final class QueueLifecycle {

    private final ManagementLink link;

    QueueLifecycle(ManagementLink link) {
        this.link = link;
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
        link.operation(BROKER, "createQueue", JSON.writeValueAsString(configuration), unlessThere);
    }

    /** Removes the queue and its messages. */
    public void destroy(String queue) throws IOException {
        boolean consumersToo = true;
        boolean addressToo = true;
        link.operation(BROKER, "destroyQueue", queue, consumersToo, addressToo);
    }
}
