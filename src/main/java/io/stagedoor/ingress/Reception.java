package io.stagedoor.ingress;

import io.stagedoor.contract.Channel;
import io.stagedoor.ingress.Refusal.Why;
import io.stagedoor.ingress.body.IncomingEvent;
import io.stagedoor.ingress.body.Intake;
import io.stagedoor.ingress.body.UnreadableBody;
import io.stagedoor.ingress.producer.Producer;
import io.stagedoor.ingress.sending.Outcome;
import io.stagedoor.ingress.sending.Outgoing;
import io.stagedoor.ingress.sending.Pipeline;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the events of requests on a few threads, and waits for the broker on none.
 *
 * <pre>
 *   body ─▶ [ at most 256 waiting ] ─▶ a thread for each core: who, channel, events ─▶ {@link Pipeline} ─▶ answer
 * </pre>
 */
final class Reception implements AutoCloseable {

    private static final int WAITING = 256;

    /** What a request is known by if it comes again; the first one that it has. */
    private static final List<String> KEYS = List.of("webhook-id", "X-GitHub-Delivery", "Idempotency-Key");

    /** Both would be taken off on the way through JMS: the id that was answered would not be the event's. */
    private static final Pattern JMS_PREFIX = Pattern.compile("^(ID:)+");

    private final Gate gate;
    private final Intake intake;
    private final Pipeline pipeline;
    private final IngressMeters meters;
    private final ThreadPoolExecutor readers;

    Reception(Gate gate, Intake intake, Pipeline pipeline, IngressMeters meters) {
        this.gate = gate;
        this.intake = intake;
        this.pipeline = pipeline;
        this.meters = meters;
        int threads = Runtime.getRuntime().availableProcessors();
        readers = new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "ingress read");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    CompletionStage<Response> receive(Admission admission, RequestHead head, byte[] body) {
        Visit visit = new Visit(admission, head);
        try {
            return CompletableFuture.supplyAsync(() -> visit.send(body), readers)
                    .thenCompose(outcome -> outcome)
                    .handle((outcome, failure) -> visit.answer(outcome, failure));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(
                    visit.refused(new Refusal(Why.PRESSURE, "too many requests at once", 1)));
        }
    }

    /** One request, and what is known of it so far. */
    private final class Visit {

        private final Admission admission;
        private final RequestHead head;
        private Optional<Producer> producer;
        private Optional<Channel> channel = Optional.empty();
        private List<IncomingEvent> events = List.of();
        private int count = 1;

        Visit(Admission admission, RequestHead head) {
            this.admission = admission;
            this.head = head;
            this.producer = admission.producer();
        }

        CompletionStage<Outcome> send(byte[] body) {
            Producer known = producer.orElseGet(() -> gate.verify(head, body, admission.remote()));
            producer = Optional.of(known);
            Channel to = gate.channel(admission.address());
            channel = Optional.of(to);
            gate.permit(known, to);
            events = read(to, body);
            count = events.size();
            Map<String, String> trace = TraceContext.of(head::header);
            return pipeline.send(
                    to.address(),
                    events.stream()
                            .map(event -> new Outgoing(event.id(), to.contentType(), event.bytes(), trace))
                            .toList());
        }

        private List<IncomingEvent> read(Channel to, byte[] body) {
            try {
                return intake.read(to, head::header, key(), body);
            } catch (UnreadableBody e) {
                count = e.events();
                throw Answers.of(e);
            }
        }

        private String key() {
            return KEYS.stream()
                    .map(head::header)
                    .filter(Objects::nonNull)
                    .map(key -> JMS_PREFIX.matcher(key.strip()).replaceFirst(""))
                    .filter(key -> !key.isEmpty())
                    .findFirst()
                    .orElse(null);
        }

        Response answer(Outcome outcome, Throwable failure) {
            if (failure != null) {
                Refusal refusal = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .filter(Refusal.class::isInstance)
                        .map(Refusal.class::cast)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("a request could not be read", failure));
                return refused(refusal);
            }
            if (outcome.kind() != Outcome.Kind.ACCEPTED) {
                return refused(Answers.of(outcome));
            }
            meters.count(channel, producer, IngressMeters.ACCEPTED, count);
            return Answers.accepted(events);
        }

        Response refused(Refusal refusal) {
            meters.count(channel, producer, refusal.why().name(), count);
            return refusal.response();
        }
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
