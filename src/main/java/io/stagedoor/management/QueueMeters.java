package io.stagedoor.management;

import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.watch.Watch;
import io.stagedoor.wire.QueueNames;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of what waits in the broker's queues. NaN when the broker does not tell; 0 for a queue that does not exist
 * yet.
 */
public final class QueueMeters {

    private final Watch watch;
    private final BrokerWatch broker;
    private final Set<String> worked = new HashSet<>();

    public QueueMeters(Watch watch, BrokerWatch broker) {
        this.watch = watch;
        this.broker = broker;
        watch.gauge("stagedoor.broker.connected", "1 while the broker answers", () -> broker.answers() ? 1 : 0);
    }

    /** @param address of the channel, which is also its queue */
    public void channel(String address) {
        worked.add(address);
        gauge(
                "stagedoor.channel.waiting",
                "Events in its queue; an estimate for events on the broker's disk",
                QueueState::messages,
                address,
                "channel",
                address);
        age("stagedoor.channel.oldest.seconds", address, "channel", address);
        dead(address);
    }

    public void destination(String name) {
        String queue = QueueNames.destination(name);
        worked.add(queue);
        watch.gauge(
                "stagedoor.destination.waiting",
                "Events in its queue that are due, including those in flight; an estimate for very many, or for"
                        + " events on the broker's disk",
                () -> broker.known() ? broker.due(queue) : Double.NaN,
                "destination",
                name);
        gauge(
                "stagedoor.destination.later",
                "Events in its queue that wait for their next attempt",
                QueueState::scheduled,
                queue,
                "destination",
                name);
        gauge(
                "stagedoor.destination.paused",
                "1 while it is paused",
                state -> state.paused() ? 1 : 0,
                queue,
                "destination",
                name);
        age("stagedoor.destination.oldest.seconds", queue, "destination", name);
        dead(queue);
    }

    /** The queues of these channels and destinations; the program consumes them. */
    public Set<String> worked() {
        return Set.copyOf(worked);
    }

    private void dead(String queue) {
        String dead = QueueNames.deadLetter(queue);
        gauge(
                "stagedoor.dead.letters.waiting",
                "Dead letters in the queue; an estimate for those on the broker's disk",
                QueueState::messages,
                dead,
                "queue",
                dead);
        age("stagedoor.dead.letters.oldest.seconds", dead, "queue", dead);
    }

    /** In seconds. */
    private void age(String meter, String queue, String tag, String value) {
        watch.gauge(
                meter,
                "How long its oldest event has waited; 0 when none waits",
                () -> broker.known() ? broker.age(queue).toMillis() / 1_000.0 : Double.NaN,
                tag,
                value);
    }

    private void gauge(
            String meter,
            String description,
            ToDoubleFunction<QueueState> number,
            String queue,
            String tag,
            String value) {
        watch.gauge(
                meter,
                description,
                () -> broker.known() ? number.applyAsDouble(broker.queue(queue).orElse(QueueState.NONE)) : Double.NaN,
                tag,
                value);
    }
}
