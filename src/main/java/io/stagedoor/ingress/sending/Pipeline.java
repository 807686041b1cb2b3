package io.stagedoor.ingress.sending;

import io.stagedoor.broker.AmqpConnector;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends batches of events to the broker, many at once, on one connection.
 *
 * <pre>
 *   a request ─▶ room? ─▶ waiting ──credit──▶ unsettled ─▶ the broker settles ─▶ outcome
 *                  │         │ 2 s without        │ 10 s without
 *                  ▼         ▼ credit             ▼ an answer
 *               pressure  pressure               away
 * </pre>
 */
public final class Pipeline implements AutoCloseable {

    /** Seldom enough: while its queue is full, a broker remembers each link that asked for credit. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(30);

    private final BrokerConnection connection;
    private final InFlight inFlight = new InFlight();
    private final SettleLoop settling;
    private final SendLoop sending;

    public Pipeline(AmqpConnector connector) {
        this(connector, FORGOTTEN);
    }

    /** @param forgotten as for {@link Links} */
    Pipeline(AmqpConnector connector, Duration forgotten) {
        connection = new BrokerConnection(connector);
        Refusals refusals = new Refusals();
        settling = new SettleLoop(refusals);
        sending = new SendLoop(connection, new Links(inFlight::isEmpty, forgotten), settling, refusals);
    }

    /** Connects, now or when the broker is there. */
    public void start() {
        connection.start();
        settling.start();
        sending.start();
    }

    /** How many events have no outcome yet. */
    public int inFlight() {
        return inFlight.all();
    }

    /**
     * Does not block. The outcome comes within some 13 seconds, on a thread of its own that must not be held up.
     *
     * @param events at most 1,000; their order stays
     */
    public CompletionStage<Outcome> send(String address, List<Outgoing> events) {
        if (connection.current() == null) {
            return CompletableFuture.completedFuture(Outcome.away("the broker is away"));
        }
        if (!inFlight.enter(address, events.size())) {
            return CompletableFuture.completedFuture(
                    Outcome.pressure("too many events of this channel wait for the broker"));
        }
        Batch batch = new Batch(address, events, System.nanoTime());
        CompletableFuture<Outcome> outcome =
                batch.outcome().whenComplete((end, failure) -> inFlight.leave(address, events.size()));
        sending.add(batch);
        return outcome;
    }

    @Override
    public void close() throws InterruptedException {
        sending.close();
        settling.close();
        connection.close();
    }
}
