package io.stagedoor.bench.throughput;

import io.stagedoor.bench.figures.Figures;
import io.stagedoor.bench.figures.Goal;
import io.stagedoor.bench.process.BenchBroker;
import io.stagedoor.bench.process.Taken;
import java.time.Duration;

/**
 * What a contender made of a backlog.
 *
 * @param cpu µs of its process for each event
 * @param brokerCpu likewise of the broker, 0 where that is the same process
 * @param memory of its process at the end, bytes
 */
record Burst(Taken taken, double cpu, double brokerCpu, long memory) {

    /** For a burst that is to be measured to its end. */
    static final Duration LONG = Duration.ofMinutes(15);

    /**
     * Fills the contender's queue while the broker gives out nothing of it, and lets go: nobody's start counts.
     *
     * @param expected arrivals
     * @param atMost after which what has come is the measurement, and the rest is waited for without
     */
    static Burst of(Contender contender, int events, int expected, Duration atMost) throws Exception {
        BenchBroker broker = contender.broker();
        broker.management().pause(contender.queue());
        broker.send(contender.action(), events, 0, contender.queue());
        contender.awaitIdle();
        contender.arrivals().begin();
        Duration own = contender.process().cpu();
        Duration brokers = broker.process().cpu();
        broker.management().resume(contender.queue());
        Taken taken = await(contender, expected, atMost);
        double arrived = taken.count();
        boolean inside = broker.process() == contender.process();
        return new Burst(
                taken,
                contender.process().cpu().minus(own).toNanos() / 1e3 / arrived,
                inside ? 0 : broker.process().cpu().minus(brokers).toNanos() / 1e3 / arrived,
                contender.process().resident());
    }

    /** @throws IllegalStateException when nothing arrives for a minute */
    static Taken await(Contender contender, long expected, Duration atMost) throws Exception {
        long start = System.nanoTime();
        long before = -1;
        long changed = start;
        while (true) {
            long count = contender.arrivals().count();
            long now = System.nanoTime();
            if (count >= expected || count > 0 && now - start > atMost.toNanos()) {
                return contender.arrivals().take();
            }
            changed = count == before ? changed : now;
            before = count;
            if (now - changed > Duration.ofMinutes(1).toNanos()) {
                throw new IllegalStateException(contender.name() + ": " + count + " of " + expected
                        + " events arrived, and for a minute no more");
            }
            Thread.sleep(20);
        }
    }

    void into(Figures figures, String scenario, double at, String contender, int round) {
        figures.add(scenario, at, contender, Goal.RATE, round, taken.perSecond());
        figures.add(scenario, at, contender, "cpu us/event", round, cpu);
        figures.add(scenario, at, contender, "broker cpu us/event", round, brokerCpu);
        figures.add(scenario, at, contender, "memory MB", round, memory / 1e6);
    }
}
