package io.stagedoor.ingress;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.contract.Contract;
import io.stagedoor.ingress.Refusal.Why;
import io.stagedoor.ingress.body.Intake;
import io.stagedoor.ingress.producer.FailedAttempts;
import io.stagedoor.ingress.producer.Producer;
import io.stagedoor.ingress.producer.Producers;
import io.stagedoor.ingress.sending.Pipeline;
import io.stagedoor.watch.Watch;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The way in for events over HTTP. It is shut unless a producer is configured. */
@Singleton
public class WayIn implements AutoCloseable {

    /** The largest body. Larger where twice the largest event needs more, as in base64. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    /** What of the heap the bodies of requests may take whose producer is known; half of it while he is not. */
    private static final int SHARE_OF_HEAP = 8;

    private record Open(Gate gate, Reception reception, Pipeline pipeline, IngressMeters meters, long mostBytes) {}

    private final Watch watch;
    private final Room known = new Room(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    private final Room unknown = new Room(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / 2);
    private volatile Open open;

    WayIn(Watch watch) {
        this.watch = watch;
    }

    /**
     * Lets these producers in. Without any it stays shut.
     *
     * @param largestEvent bytes
     */
    public void open(Contract contract, AmqpConnector connector, Producers producers, int largestEvent) {
        if (producers.all().isEmpty()) {
            connector.close();
            return;
        }
        Gate gate = new Gate(contract, producers, new FailedAttempts(System::nanoTime), Clock.systemUTC());
        IngressMeters meters = new IngressMeters(watch.registry(), contract);
        Pipeline pipeline = new Pipeline(connector);
        pipeline.start();
        Reception reception = new Reception(gate, new Intake(largestEvent), pipeline, meters);
        open = new Open(gate, reception, pipeline, meters, Math.max(MOST_BYTES, 2L * largestEvent));
    }

    /**
     * Decides whether the body of a request may be read, and makes room for it.
     *
     * @throws Refusal if not
     */
    Admission admit(RequestHead head, String address) {
        Open now = open;
        if (now == null) {
            throw new Refusal(
                    Why.UNKNOWN_CHANNEL,
                    "no producer may send events over HTTP: configure one with stagedoor.http.producers.<name>.token"
                            + " and .channels",
                    0);
        }
        Optional<Producer> producer = Optional.empty();
        try {
            producer = now.gate().admit(head);
            Runnable release = makeRoom(now, head, producer.isPresent() ? known : unknown);
            return new Admission(address, producer, producer.isPresent() ? "" : head.remote(), release);
        } catch (Refusal e) {
            now.meters().count(Optional.empty(), producer, e.why().name(), 1);
            throw e;
        }
    }

    private static Runnable makeRoom(Open now, RequestHead head, Room room) {
        long bytes = head.length();
        if (bytes > now.mostBytes()) {
            throw new Refusal(
                    Why.TOO_LARGE,
                    "a request has at most " + now.mostBytes() + " bytes and " + Intake.MOST_EVENTS
                            + " events: send it in parts",
                    0);
        }
        if (bytes < 0) {
            throw new Refusal(
                    Why.LENGTH_REQUIRED, "the Content-Length is missing: send the body with it, not in chunks", 0);
        }
        if (!room.take(bytes)) {
            throw new Refusal(Why.PRESSURE, "too many requests at once", 1);
        }
        return () -> room.give(bytes);
    }

    /** Answers within some 15 seconds. */
    CompletionStage<Response> receive(Admission admission, RequestHead head, byte[] body) {
        return open.reception().receive(admission, head, body);
    }

    /** Call it when no more requests come. */
    @Override
    public void close() throws InterruptedException {
        Open last = open;
        if (last != null) {
            last.reception().close();
            last.pipeline().close();
        }
    }
}
