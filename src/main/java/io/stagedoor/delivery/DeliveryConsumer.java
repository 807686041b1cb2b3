package io.stagedoor.delivery;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.deadletter.DeadLetterReason;
import io.stagedoor.delivery.attempt.AttemptListener;
import io.stagedoor.delivery.attempt.Attempted;
import io.stagedoor.delivery.attempt.Attempts;
import io.stagedoor.delivery.attempt.Breaker;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.DeliveryFailed;
import io.stagedoor.delivery.attempt.Exchanged;
import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.OurFault;
import io.stagedoor.delivery.attempt.Verdict;
import io.stagedoor.delivery.bundle.Received;
import io.stagedoor.delivery.queue.DeliveryOptions;
import io.stagedoor.delivery.queue.DeliveryWorker;
import io.stagedoor.tracing.AttemptTrace;
import io.stagedoor.tracing.Traces;
import io.stagedoor.watch.DestinationHealth;
import io.stagedoor.watch.DestinationMeters;
import io.stagedoor.watch.RecentAttempts;
import io.stagedoor.watch.Watch;
import io.stagedoor.wire.QueueNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * Sends each event of a destination's queue through the destination's route, once for each attempt. An event is
 * delivered if the route ends without an exception.
 */
public final class DeliveryConsumer extends DefaultConsumer {

    /** Longer than the default time-outs of an attempt, and shorter than Kubernetes waits before it kills. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DeliveryOptions options;
    private final Clock clock;
    private final Breaker breaker;
    private final AttemptLog log;
    private final AttemptTraces traces;
    private final DestinationMeters meters;
    private final AttemptListener listener;
    private final DestinationHealth health;
    private final Watch watch;
    private final RecentAttempts attempts;
    private final DeliveryWorker worker;

    DeliveryConsumer(
            DeliveryEndpoint endpoint,
            Processor processor,
            DeliveryOptions options,
            AmqpConnector broker,
            Clock clock,
            AttemptLog log,
            AttemptListener listener,
            Watch watch,
            Traces traces) {
        super(endpoint, new WholeAttempt(processor));
        Clock steady = new SteadyClock();
        this.log = log;
        this.traces = new AttemptTraces(traces, options);
        this.options = options;
        this.clock = clock;
        this.breaker = new Breaker(options.breakerFailures(), options.breakerPause(), steady);
        this.listener = listener;
        this.watch = watch;
        this.meters = meters(options, breaker, watch);
        this.attempts = watch.attempts(options.destination());
        this.health = watch.destination(options.destination());
        health.breaker(() -> breaker.open().map(open -> new DestinationHealth.OpenBreaker(open.since(), open.until())));
        this.worker = new DeliveryWorker(options, broker, breaker, clock, steady, this::attempt, watch, meters);
    }

    private static DestinationMeters meters(DeliveryOptions options, Breaker breaker, Watch watch) {
        DestinationMeters meters = new DestinationMeters(
                watch,
                options.destination(),
                QueueNames.deadLetter(options.queue()),
                List.of(Verdict.DELIVERED, Verdict.RETRIED, Verdict.HELD),
                Stream.of(DeadLetterReason.REJECTED, DeadLetterReason.EXHAUSTED, DeadLetterReason.UNDELIVERABLE)
                        .map(DeadLetterReason::word)
                        .toList());
        meters.breaker(
                Stream.of(Breaker.State.values()).map(Breaker.State::word).toList(),
                () -> breaker.state().word());
        return meters;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        worker.start();
    }

    @Override
    protected void doStop() throws Exception {
        worker.stop(watch.left(PATIENCE));
        super.doStop();
    }

    private void attempt(Received received, Consumer<Verdict> verdict) {
        Delivery delivery;
        try {
            delivery = received.delivery(options.destination(), clock.instant());
        } catch (ClientException | RuntimeException | StackOverflowError e) {
            Verdict.GiveUp dead =
                    unreadable(options.destination(), e, clock.instant()).by(getRouteId());
            meters.begins();
            meters.ends(dead.outcome(), Duration.ZERO);
            log.unreadable(options, dead);
            verdict.accept(dead);
            return;
        }
        Exchange exchange = createExchange(true);
        delivery.attachTo(exchange);
        exchange.setVariable("eventId", delivery.eventId());
        exchange.setVariable("channel", delivery.channel());
        exchange.getIn().setBody(delivery.body());
        AttemptTrace trace = traces.begin(received, delivery, exchange);
        long started = System.nanoTime();
        meters.begins();
        AtomicBoolean judged = new AtomicBoolean();
        AsyncCallback end = sync -> {
            if (judged.compareAndSet(false, true)) {
                verdict.accept(judge(delivery, exchange, trace, started));
            }
        };
        try {
            getAsyncProcessor().process(exchange, end);
        } catch (Error | RuntimeException e) { // Otherwise the event would stay in flight, and this thread end.
            exchange.setException(e);
            end.done(true);
        }
    }

    private Verdict judge(Delivery delivery, Exchange exchange, AttemptTrace trace, long started) {
        Instant now = clock.instant();
        Failure failure = failure(exchange.getException());
        Verdict verdict = Verdict.of(delivery, failure, options.schedule(), now, ThreadLocalRandom.current())
                .by(getRouteId());
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        meters.ends(verdict.outcome(), took);
        if (failure == null) {
            meters.delivered(delivery.accepted(), delivery.received(), now);
        }
        attempts.ended(failure == null ? null : failure.error(), took);
        log.write(delivery, failure, verdict, Delivery.status(exchange), took, trace.id());
        traces.end(trace, failure, verdict);
        log.write(options, breaker.record(failure));
        health.deliversOperatorEvents(QueueNames.OPERATOR_EVENTS.equals(delivery.channel()));
        noteHealth(failure, verdict, now);
        listener.ended(new Attempted(delivery, now.minus(took), took, verdict, failure, Exchanged.of(exchange)));
        return verdict;
    }

    private void noteHealth(Failure failure, Verdict verdict, Instant now) {
        if (failure == null || failure.kind() == Failure.Kind.PERMANENT) {
            health.answered();
        } else if (failure.kind() == Failure.Kind.GONE) {
            health.held(now);
        } else if (failure.kind() != Failure.Kind.UNDELIVERABLE) {
            health.failed(failure.error(), now);
        }
        if (verdict.outcome().equals(DeadLetterReason.EXHAUSTED.word())) {
            health.exhausted();
        }
    }

    public static Failure failure(Exception exception) {
        if (exception == null) {
            return null;
        }
        if (exception instanceof DeliveryFailed failed) {
            return failed.failure();
        }
        return OurFault.in(exception)
                .map(Failure::ours)
                .orElseGet(
                        () -> Failure.retryable(exception.getClass().getSimpleName() + ": " + exception.getMessage()));
    }

    public static Verdict.GiveUp unreadable(String destination, Throwable cause, Instant now) {
        Attempts none =
                Attempts.NONE.failed(Failure.permanent("the message cannot be read: " + cause.getMessage()), now);
        return Verdict.giveUp(destination, none, DeadLetterReason.UNDELIVERABLE);
    }
}
