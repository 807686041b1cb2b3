package io.stagedoor.operations.jobs;

import io.stagedoor.operations.Actor;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Something that runs in the background. Thread-safe. */
public final class Job {

    /**
     * What a job is asked to do.
     *
     * @param action such as {@code redrive}
     * @param on what it is done with, for people
     * @param dryRun whether it only counts
     */
    public record Order(String action, String on, boolean dryRun, Actor by) {}

    /** What a job does. It looks at {@link Job#cancelled} before each step. */
    @FunctionalInterface
    public interface Work {
        void run(Job job) throws IOException;
    }

    /**
     * What a job did so far.
     *
     * @param total how many it has to look at; an estimate
     * @param looked how many it has looked at
     * @param done how many it has done, by what was done with them
     * @param kept how many it has left as they were, by the reason
     * @param others how many others, by the reason
     */
    public record Progress(
            long total, long looked, Map<String, Long> done, Map<String, Long> kept, Map<String, Long> others) {

        public static final Progress NONE = new Progress(0, 0, Map.of(), Map.of(), Map.of());

        public long doneInAll() {
            return sum(done);
        }

        public long keptInAll() {
            return sum(kept);
        }

        private static long sum(Map<String, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final String id;
    private final Order order;
    private final Instant created;
    private volatile Supplier<Progress> progress = () -> Progress.NONE;
    private volatile JobState state = JobState.WAITING;
    private volatile Instant ended;
    private volatile String error;

    Job(String id, Order order, Instant created) {
        this.id = id;
        this.order = order;
        this.created = created;
    }

    public String id() {
        return id;
    }

    public Order order() {
        return order;
    }

    public Instant created() {
        return created;
    }

    public JobState state() {
        return state;
    }

    /** Null while it runs. */
    public Instant ended() {
        return ended;
    }

    /** Why it failed; null if it did not. */
    public String error() {
        return error;
    }

    public Progress progress() {
        return progress.get();
    }

    /** Sets who tells how far it is. */
    public void progress(Supplier<Progress> progress) {
        this.progress = progress;
    }

    public boolean cancelled() {
        return state == JobState.CANCELLING || state == JobState.CANCELLED;
    }

    /** @return false if it is not waiting any more */
    synchronized boolean begin() {
        if (state != JobState.WAITING) {
            return false;
        }
        state = JobState.RUNNING;
        return true;
    }

    synchronized void cancel(Instant now) {
        if (state == JobState.WAITING) {
            state = JobState.CANCELLED;
            ended = now;
        } else if (state == JobState.RUNNING) {
            state = JobState.CANCELLING;
        }
    }

    /** @param why null if it did not fail */
    synchronized void end(String why, Instant now) {
        error = why;
        ended = now;
        if (why != null) {
            state = JobState.FAILED;
        } else {
            state = state == JobState.CANCELLING ? JobState.CANCELLED : JobState.DONE;
        }
    }
}
