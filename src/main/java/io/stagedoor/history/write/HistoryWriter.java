package io.stagedoor.history.write;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.delivery.attempt.AttemptListener;
import io.stagedoor.delivery.attempt.Attempted;
import io.stagedoor.history.segment.Index;
import io.stagedoor.history.segment.Packing;
import io.stagedoor.history.segment.Segment;
import io.stagedoor.history.segment.SegmentSummary;
import io.stagedoor.watch.HistoryMeters;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Writes the attempts to the broker, on a thread of its own. Whoever reports an attempt never waits: what finds no room
 * is dropped, counted and reported in the log.
 *
 * <pre>
 *   every 50 ms (under load 2 ms):  buffer ─▶ records ─▶ open segments ─▶ full, or two seconds old ─▶ the destination's queue
 *                                      confirmed ones, every two seconds         ─▶ the index
 * </pre>
 *
 * A segment is found only after the index names it. If the program is killed, the history lacks the last two seconds.
 */
public final class HistoryWriter implements AttemptListener, AutoCloseable {

    /** Bytes of attempts that wait to be recorded: a second of the highest rate. */
    private static final long BUFFER = 16 << 20;

    /** Bytes of segments that wait for the broker. */
    private static final long PENDING = 8 << 20;

    private static final Duration AGE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration BRIEF_PAUSE = Duration.ofMillis(2);

    /** Attempts in one pause. With more, waiting ones fill the caches and the young generation of the heap. */
    private static final int MANY = 64;

    private static final Duration STOP = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger("io.stagedoor.history");

    private final AttemptBuffer buffer = new AttemptBuffer(BUFFER);
    private final Packing packing = new Packing();
    private final Recorder recorder;
    private final OpenSegments segments = new OpenSegments(AGE, packing);
    private final SegmentLink link;
    private final BrokerDoor door;
    private final HistoryMeters meters;
    private final AtomicLong dropped = new AtomicLong();
    private final List<SegmentSummary> confirmed = new ArrayList<>();
    private final Queue<CompletableFuture<Void>> flushes = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::work, "history");
    private long indexed = System.nanoTime();
    private volatile boolean stopping;

    public HistoryWriter(AmqpConnector broker, HistorySettings settings, HistoryMeters meters) {
        this.recorder = new Recorder(settings.largestEvent());
        this.link = new SegmentLink(broker);
        this.door = new BrokerDoor(dropped);
        this.meters = meters;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void ended(Attempted attempted) {
        if (stopping || door.refused() || !buffer.offer(attempted)) {
            drop(1);
        }
    }

    /**
     * Writes all attempts that ended before, so that a reader finds them. Returns when the broker has them, or cannot be
     * reached, or after {@code patience}.
     */
    public void flush(Duration patience) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        flushes.add(done);
        LockSupport.unpark(thread);
        try {
            done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("the delivery history is read without the attempts of the last two seconds");
        }
    }

    private void work() {
        long stopped = 0;
        while (stopped == 0 || System.nanoTime() - stopped < STOP.toNanos()) {
            List<CompletableFuture<Void>> asked = new ArrayList<>();
            for (CompletableFuture<Void> next = flushes.poll(); next != null; next = flushes.poll()) {
                asked.add(next);
            }
            if (stopping && stopped == 0) {
                stopped = System.nanoTime() | 1;
            }
            boolean all = stopped != 0 || !asked.isEmpty();
            boolean many = false;
            try {
                many = fill(all) >= MANY;
                boolean out = transmit(all);
                if (out && stopped != 0) {
                    break;
                }
                if (out || !door.mayTry()) {
                    asked.forEach(done -> done.complete(null));
                } else {
                    flushes.addAll(asked);
                }
            } catch (RuntimeException e) {
                door.failed(e);
            }
            LockSupport.parkNanos((all || many ? BRIEF_PAUSE : PAUSE).toNanos());
        }
        link.giveUp().forEach(parcel -> drop(parcel.records()));
        link.close();
    }

    /**
     * @param all closes every segment
     * @return how many attempts were recorded
     */
    private int fill(boolean all) {
        long now = System.nanoTime();
        int recorded = 0;
        while (link.pending() < PENDING) {
            Attempted next = buffer.poll();
            if (next == null) {
                break;
            }
            Segment full = segments.add(recorder.record(next), now);
            recorded++;
            if (full != null) {
                link.add(Parcel.of(full));
            }
        }
        (all ? segments.all(now) : segments.aged(now)).forEach(segment -> link.add(Parcel.of(segment)));
        return recorded;
    }

    /** @return whether the broker has everything, the index included */
    private boolean transmit(boolean all) {
        if (!door.mayTry()) {
            return false;
        }
        try {
            SegmentLink.Progress progress = link.move();
            if (!progress.confirmed().isEmpty()) {
                door.opened();
            }
            progress.lost().forEach(parcel -> drop(parcel.records()));
            progress.confirmed().stream()
                    .filter(parcel -> parcel.summary() != null)
                    .forEach(parcel -> confirmed.add(parcel.summary()));
            boolean segmentsOut = link.pending() == 0;
            long now = System.nanoTime();
            if (!confirmed.isEmpty() && (all && segmentsOut || now - indexed >= AGE.toNanos())) {
                link.add(Parcel.ofIndex(Index.write(confirmed, packing), latest()));
                confirmed.clear();
                indexed = now;
                return false;
            }
            return segmentsOut;
        } catch (SegmentLink.Refused e) {
            door.refused(e);
            link.giveUp().forEach(parcel -> drop(parcel.records()));
            confirmed.clear();
        } catch (IOException e) {
            door.away(e);
        }
        return false;
    }

    private long latest() {
        return confirmed.stream().mapToLong(SegmentSummary::to).max().orElseThrow();
    }

    private void drop(int attempts) {
        if (attempts > 0) {
            dropped.addAndGet(attempts);
            meters.dropped(attempts);
        }
    }

    /** Writes what it has, for at most five seconds. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(STOP.plusSeconds(1).toMillis());
        thread.interrupt();
    }
}
