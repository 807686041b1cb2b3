package io.stagedoor.loss.rig;

import io.stagedoor.loss.account.Disturbance;
import io.stagedoor.loss.account.Disturbance.Kind;
import io.stagedoor.loss.plan.EventPlan;
import io.stagedoor.loss.plan.LossOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Kills processes and cuts connections at random moments, starts again what it killed, and writes down when. */
public final class Disturber implements AutoCloseable {

    /** Between the death of a process and its next start, at most; ms. */
    private static final int LONGEST_ABSENCE = 1_500;

    /** Without a broker nothing moves, and there is nothing to lose: once it is back it gets so long to work. */
    private static final long BROKER_SPARED_MS = 6_000;

    private final Rig rig;
    private final boolean brokersAlone;
    private final Random random;
    private final List<Disturbance> done = new CopyOnWriteArrayList<>();
    private final List<String> endedByThemselves = new CopyOnWriteArrayList<>();
    private long brokerSpared;
    private boolean brokerAway;
    private final ScheduledExecutorService starter = Executors.newScheduledThreadPool(4);

    public Disturber(Rig rig, LossOptions options) {
        this.rig = rig;
        this.brokersAlone = options.pair;
        this.random = new Random(options.seed);
    }

    public List<Disturbance> done() {
        return done;
    }

    /** Parts that were found dead although nobody had killed them. */
    public List<String> endedByThemselves() {
        return endedByThemselves;
    }

    public long kills() {
        return done.stream().filter(one -> one.kind().kill()).count();
    }

    /**
     * kill -9 of one process, more often of the program than of the others.
     *
     * @return false when the one that it is to be cannot be killed yet
     */
    public boolean killOne() throws InterruptedException {
        if (brokersAlone) {
            return !brokerAway && System.currentTimeMillis() >= brokerSpared && killBroker();
        }
        int dice = random.nextInt(100);
        if (dice < 50) {
            Replica victim = any(rig.replicas());
            kill(victim.part(), Kind.KILL_PROGRAM, victim.number(), null);
        } else if (dice < 75 && !brokerAway && System.currentTimeMillis() >= brokerSpared) {
            killBroker();
        } else {
            Map.Entry<String, Part> victim = any(List.copyOf(rig.receivers().entrySet()));
            kill(victim.getValue(), Kind.KILL_RECEIVER, Disturbance.ALL, victim.getKey());
        }
        return true;
    }

    private boolean killBroker() throws InterruptedException {
        Optional<Part> victim = rig.brokers().victim();
        if (victim.isPresent()) {
            brokerAway = true;
            kill(victim.get(), Kind.KILL_BROKER, Disturbance.ALL, null);
        }
        return victim.isPresent();
    }

    private void kill(Part part, Kind kind, int replica, String destination) throws InterruptedException {
        if (!part.runs()) {
            return; // Not back yet from the kill before; another one dies instead, next time.
        }
        done.add(new Disturbance(System.currentTimeMillis(), kind, replica, destination));
        part.kill();
        starter.schedule(part::start, random.nextInt(LONGEST_ABSENCE), TimeUnit.MILLISECONDS);
    }

    /** Cuts the connections between two parts. */
    public void cutOne() {
        Replica replica = any(rig.replicas());
        boolean reset = random.nextBoolean();
        switch (random.nextInt(5)) {
            case 0 -> {
                note(Kind.CUT_PRODUCER, Disturbance.ALL, null);
                rig.producers().forEach(way -> way.cut(reset));
            }
            case 1, 2 -> {
                note(Kind.CUT_BROKER, replica.number(), null);
                replica.brokers().forEach(way -> way.cut(reset));
            }
            default -> {
                String destination = any(EventPlan.WEBHOOKS);
                note(Kind.CUT_RECEIVER, replica.number(), destination);
                replica.receivers().get(destination).cut(reset);
            }
        }
    }

    private void note(Kind kind, int replica, String destination) {
        done.add(new Disturbance(System.currentTimeMillis(), kind, replica, destination));
    }

    /** Starts again what ended by itself, and remembers it. */
    public void lookAfter() {
        if (brokerAway && rig.brokerListens()) {
            brokerAway = false;
            brokerSpared = System.currentTimeMillis() + BROKER_SPARED_MS;
        }
        for (Part part : rig.parts()) {
            if (part.endedByItself()) {
                endedByThemselves.add(part.toString());
                part.start();
            }
        }
    }

    /** Returns when everything that was killed is started again. */
    @Override
    public void close() throws InterruptedException {
        starter.shutdown();
        if (!starter.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("what was killed could not be started again within 30 s");
        }
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
