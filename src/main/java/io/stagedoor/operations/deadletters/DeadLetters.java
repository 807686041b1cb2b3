package io.stagedoor.operations.deadletters;

import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.deadletter.redrive.DeadLetterFilter;
import io.stagedoor.deadletter.redrive.DeadLetterQueues;
import io.stagedoor.operations.Actor;
import io.stagedoor.operations.BrokerState;
import io.stagedoor.operations.Busy;
import io.stagedoor.operations.Installation;
import io.stagedoor.operations.NotFound;
import io.stagedoor.operations.Page;
import io.stagedoor.operations.jobs.Job;
import io.stagedoor.operations.jobs.Jobs;
import io.stagedoor.wire.QueueNames;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/** The dead letters of the running program's broker. Thread-safe; every method waits for the broker. */
@Singleton
public class DeadLetters {

    /** The most of one page. */
    public static final int MOST = 500;

    /** Each reads through a queue. */
    private static final int READERS = 4;

    private final Installation installation;
    private final BrokerState broker;
    private final Jobs jobs;
    private final Clock clock = Clock.systemUTC();
    private final Semaphore readers = new Semaphore(READERS);

    public DeadLetters(Installation installation, BrokerState broker, Jobs jobs) {
        this.installation = installation;
        this.broker = broker;
        this.jobs = jobs;
    }

    /**
     * How many each queue has, by the queue's name, without empty ones. An estimate for a queue that the broker keeps
     * on its disk.
     *
     * @throws IOException when the broker does not answer
     */
    public Map<String, Long> counts() throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        depths().forEach((queue, depth) -> {
            if (depth > 0) {
                counts.put(queue, depth);
            }
        });
        return counts;
    }

    private Map<String, Long> depths() throws IOException {
        Map<String, Long> depths = new TreeMap<>();
        broker.latest().queues().forEach((name, state) -> {
            if (QueueNames.isDeadLetter(name)) {
                depths.put(name, state.messages());
            }
        });
        return depths;
    }

    /**
     * Some of those that match: queue after queue in the order of their names, in each the oldest first. At most 20,000
     * are looked at for one page, so that a page may have fewer items than {@code limit}, or none, and still a next one.
     *
     * @param limit from 1 to {@value #MOST}
     * @param cursor the {@code next} of the page before; null for the first page
     * @throws io.stagedoor.operations.Invalid for a filter that can match nothing, or a cursor that no page has given
     * @throws Busy when others read too much at the moment
     * @throws IOException when the broker does not answer
     */
    public Page<StoredDeadLetter> page(DeadLetterCriteria criteria, int limit, String cursor) throws IOException {
        Map<String, Long> depths = depths();
        DeadLetterFilter filter = criteria.filter(depths.keySet(), 0, clock.instant(), UnaryOperator.identity());
        return reading(queues -> new DeadLetterReader(queues, filter, limit).read(depths, cursor));
    }

    /**
     * The dead letters of an event: one for each queue that has it, or more.
     *
     * @param queue where to look; empty for everywhere
     * @throws NotFound when there is none
     * @throws Busy when others read too much at the moment
     * @throws IOException when the broker does not answer
     */
    public List<StoredDeadLetter> of(String eventId, Optional<String> queue) throws IOException {
        List<StoredDeadLetter> found = find(eventId, queue);
        if (found.isEmpty()) {
            throw new NotFound("no dead letter has this id; perhaps it was redriven or discarded");
        }
        return found;
    }

    /** As {@link #of}; empty when there is none. */
    public List<StoredDeadLetter> find(String eventId, Optional<String> queue) throws IOException {
        Map<String, Long> depths = depths();
        DeadLetterCriteria where = new DeadLetterCriteria(
                queue, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Map<String, Long> wanted = where.filter(depths.keySet(), 0, clock.instant(), UnaryOperator.identity())
                .of(depths);
        return reading(queues -> {
            List<StoredDeadLetter> found = new ArrayList<>();
            for (Map.Entry<String, Long> each : wanted.entrySet()) {
                queues.find(eventId, each.getKey(), each.getValue(), (letter, message) -> found.add(letter));
            }
            if (found.isEmpty() && eventId.startsWith(HASHED)) {
                readAll(eventId, wanted, queues, found);
            }
            return found;
        });
    }

    /** The id of a message that cannot be read is a hash, and no selector of the broker finds it. */
    private static final String HASHED = "sha256:";

    private static void readAll(
            String eventId, Map<String, Long> wanted, DeadLetterQueues queues, List<StoredDeadLetter> found)
            throws IOException {
        for (Map.Entry<String, Long> each : wanted.entrySet()) {
            queues.browse(each.getKey(), each.getValue(), (letter, message) -> {
                if (letter.id().equals(eventId)) {
                    found.add(letter);
                }
                return true;
            });
        }
    }

    /**
     * Redrives, revalidates or discards in the background.
     *
     * @throws io.stagedoor.operations.Invalid for a filter that can match nothing
     * @throws Busy when too many jobs wait or run
     * @throws IOException when the broker does not answer
     */
    public Job start(DeadLetterOrder order, Actor who) throws IOException {
        Map<String, Long> depths = depths();
        DeadLetterFilter filter =
                order.criteria().filter(depths.keySet(), order.limit(), clock.instant(), UnaryOperator.identity());
        Job.Order told = new Job.Order(order.action().word(), order.words(), order.dryRun(), who);
        return jobs.start(told, new DeadLetterWork(installation.parts(), order, filter, clock)::run);
    }

    private interface Reading<T> {
        T read(DeadLetterQueues queues) throws IOException;
    }

    private <T> T reading(Reading<T> reading) throws IOException {
        if (!readers.tryAcquire()) {
            throw new Busy("others read through the dead letters at the moment; try again soon");
        }
        try (DeadLetterQueues queues = new DeadLetterQueues(installation.parts().broker())) {
            return reading.read(queues);
        } finally {
            readers.release();
        }
    }
}
