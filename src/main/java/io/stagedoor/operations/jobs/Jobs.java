package io.stagedoor.operations.jobs;

import io.stagedoor.operations.Actor;
import io.stagedoor.operations.Audit;
import io.stagedoor.operations.Busy;
import io.stagedoor.operations.NotFound;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The jobs of this replica, in memory: another replica does not know them, and a restart ends and forgets them. Two run
 * at a time, at most {@value #MOST_OPEN} wait or run, and one that has ended is kept for an hour. Thread-safe.
 */
@Singleton
public class Jobs implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.operations");
    private static final int AT_ONCE = 2;
    private static final int MOST_OPEN = 20;
    private static final int MOST_KEPT = 500;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final long PATIENCE_SECONDS = 5;

    private final Clock clock;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread thread = new Thread(work, "job");
        thread.setDaemon(true);
        return thread;
    });

    public Jobs() {
        this(Clock.systemUTC());
    }

    Jobs(Clock clock) {
        this.clock = clock;
    }

    /**
     * Starts it, and returns at once.
     *
     * @throws Busy when too many wait or run already
     */
    public Job start(Job.Order order, Job.Work work) {
        Job job = add(order);
        Audit.write(order.action(), order.by(), order.on(), "started", about(job));
        threads.execute(() -> run(job, work));
        return job;
    }

    private synchronized Job add(Job.Order order) {
        forgetOld();
        long open = jobs.values().stream().filter(job -> !job.state().ended()).count();
        if (open >= MOST_OPEN) {
            throw new Busy(open + " jobs wait or run; wait until some of them end, or cancel them");
        }
        Job job = new Job(UUID.randomUUID().toString(), order, clock.instant());
        jobs.put(job.id(), job);
        return job;
    }

    private void forgetOld() {
        Instant now = clock.instant();
        jobs.values()
                .removeIf(job -> job.ended() != null && job.ended().plus(KEPT).isBefore(now));
        while (jobs.size() >= MOST_KEPT) {
            jobs.values().stream()
                    .filter(job -> job.state().ended())
                    .map(Job::id)
                    .findFirst()
                    .ifPresent(jobs::remove);
        }
    }

    private void run(Job job, Job.Work work) {
        if (!job.begin()) {
            return;
        }
        String failure = null;
        try {
            work.run(job);
        } catch (IOException e) {
            failure = e.getMessage();
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "the job %s failed", job.id());
            failure = "the program failed; its log says why";
        }
        job.end(failure, clock.instant());
        report(job);
    }

    private static void report(Job job) {
        Audit.write(
                job.order().action(),
                job.order().by(),
                job.order().on(),
                job.state().word(),
                about(job));
    }

    private static Map<String, Object> about(Job job) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("job", job.id());
        if (job.order().dryRun()) {
            about.put("dryRun", "true");
        }
        if (job.state().ended()) {
            Job.Progress progress = job.progress();
            about.put("done", progress.doneInAll());
            about.put("kept", progress.keptInAll());
        }
        return about;
    }

    /** Those that run or ended within the hour, the newest first. */
    public synchronized List<Job> all() {
        forgetOld();
        List<Job> all = new ArrayList<>(jobs.values());
        Collections.reverse(all);
        return all;
    }

    /** @throws NotFound for an id that this replica does not know, or no longer */
    public synchronized Job one(String id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw new NotFound("this replica knows no such job: jobs are forgotten an hour after their end, and at a"
                    + " restart; another replica does not know them");
        }
        return job;
    }

    /**
     * Asks it to end: at once if it waits, else at its next step. What it has done stays done. No effect on a job that
     * has ended.
     *
     * @throws NotFound as {@link #one}
     */
    public Job cancel(String id, Actor who) {
        Job job = one(id);
        Audit.write("cancel-job", who, id, job.state().ended() ? "had ended" : "done");
        job.cancel(clock.instant());
        return job;
    }

    /** Asks all to end, and gives them some seconds. */
    @Override
    public void close() throws InterruptedException {
        all().forEach(job -> job.cancel(clock.instant()));
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }
}
