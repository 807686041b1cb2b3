package io.stagedoor.loss;

import io.stagedoor.loss.account.Account;
import io.stagedoor.loss.account.Disturbance;
import io.stagedoor.loss.account.Evidence;
import io.stagedoor.loss.account.Sent;
import io.stagedoor.loss.plan.EventPlan;
import io.stagedoor.loss.plan.LossOptions;
import io.stagedoor.loss.rig.ArchiveWatch;
import io.stagedoor.loss.rig.Disturber;
import io.stagedoor.loss.rig.Producer;
import io.stagedoor.loss.rig.Rig;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.QuietQueues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One run, from the first start to the account. */
final class LossRun {

    private static final long PROGRESS_MS = 5_000;

    /** Cuts between two kills, on the average. */
    private static final double CUTS_PER_KILL = 2;

    private final LossOptions options;
    private final EventPlan plan;
    private final Sent sent;
    private final Path folder;
    private final Instant started = Instant.now();
    private int acceptedAtKill;

    LossRun(LossOptions options, Path folder) {
        this.options = options;
        this.plan = new EventPlan(options.seed, options.events);
        this.sent = new Sent(options.events);
        this.folder = folder;
    }

    LossResult run() throws Exception {
        try (Rig rig = new Rig(folder, options)) {
            rig.start();
            say("broker, " + options.replicas + " replicas and 2 receivers run; everything of theirs is in " + folder);
            ArchiveWatch archives = new ArchiveWatch(rig, plan);
            Disturber disturber = new Disturber(rig, options);
            try (disturber) {
                disturb(rig, disturber);
            }
            say("settling: no more kills and cuts, the receivers stay as they are");
            Map<String, Long> waiting = new QuietQueues(rig.broker()).await(options.settling());
            disturber.lookAfter();
            say("waiting in queues: " + waiting + "; now the account");
            rig.stopReplicas();
            archives.close();
            Evidence evidence = gather(rig, archives, waiting);
            Files.write(
                    folder.resolve("disturbances.txt"),
                    disturber.done().stream().map(Disturbance::toString).toList());
            Account account = new Account(plan, sent, evidence, disturber.done());
            return new LossResult(
                    options,
                    sent,
                    disturber,
                    evidence,
                    account,
                    waiting,
                    archives.torn(),
                    Duration.between(started, Instant.now()));
        }
    }

    private void disturb(Rig rig, Disturber disturber) throws InterruptedException {
        Instant start = Instant.now();
        Instant end = start.plus(options.disturbed());
        double perSecond = options.events * 1000.0 / options.pace().toMillis();
        double killEvery = (double) options.pace().toMillis() / Math.max(1, options.kills);
        List<Producer> producers = new ArrayList<>();
        for (int channel = 0; channel < EventPlan.CHANNELS.size(); channel++) {
            producers.add(new Producer(channel, rig.broker(), plan, sent, perSecond / EventPlan.CHANNELS.size()));
        }
        producers.forEach(Producer::start);
        double nextKill = killEvery;
        double nextCut = killEvery / CUTS_PER_KILL;
        long nextProgress = PROGRESS_MS;
        while (Instant.now().isBefore(end) && !done(producers, disturber)) {
            long now = Duration.between(start, Instant.now()).toMillis();
            if (now >= nextKill && options.kills > 0 && moved(producers) && disturber.killOne()) {
                nextKill = Math.max(nextKill + killEvery, now + killEvery / 2);
            }
            if (now >= nextCut && options.kills > 0) {
                disturber.cutOne();
                nextCut += killEvery / CUTS_PER_KILL;
            }
            if (now >= nextProgress) {
                say(String.format(
                        "%d of %d events accepted, %d in doubt, %d of %d kills",
                        sent.count(Sent.State.ACCEPTED),
                        options.events,
                        sent.count(Sent.State.IN_DOUBT),
                        disturber.kills(),
                        options.kills));
                nextProgress += PROGRESS_MS;
            }
            disturber.lookAfter();
            Thread.sleep(20);
        }
        for (Producer producer : producers) {
            producer.stop();
        }
    }

    /** A kill finds something only where something happened since the one before: slow machines get fewer. */
    private boolean moved(List<Producer> producers) {
        int accepted = sent.count(Sent.State.ACCEPTED);
        if (accepted == acceptedAtKill && !producers.stream().allMatch(Producer::done)) {
            return false;
        }
        acceptedAtKill = accepted;
        return true;
    }

    private boolean done(List<Producer> producers, Disturber disturber) {
        return disturber.kills() >= options.kills && producers.stream().allMatch(Producer::done);
    }

    private Evidence gather(Rig rig, ArchiveWatch archives, Map<String, Long> waiting) throws Exception {
        Evidence evidence = new Evidence(plan);
        for (String destination : EventPlan.WEBHOOKS) {
            evidence.readReceiver(destination, rig.records(destination));
        }
        evidence.readArchives(archives.lines());
        for (String queue : deadLetterQueues()) {
            evidence.readDeadLetters(queue, drain(rig, queue));
        }
        for (String queue : waiting.isEmpty() ? Set.<String>of() : workedQueues()) {
            evidence.readWaiting(queue, drain(rig, queue));
        }
        evidence.readHeld(drain(rig, EventPlan.HELD));
        return evidence;
    }

    /** Until the broker says that it is empty: a long queue comes from the disk with pauses. */
    private static List<Amqp.Taken> drain(Rig rig, String queue) throws Exception {
        QuietQueues queues = new QuietQueues(rig.broker());
        List<Amqp.Taken> all = new ArrayList<>();
        try (Amqp amqp = new Amqp(rig.broker())) {
            while (queues.messages(queue) > 0) {
                all.addAll(amqp.takeAll(queue));
            }
        }
        return all;
    }

    /** The channels' and the destinations'. */
    private static Set<String> workedQueues() {
        Set<String> queues = new TreeSet<>(EventPlan.CHANNELS);
        EventPlan.WEBHOOKS.forEach(name -> queues.add("deliver/" + name));
        queues.add("deliver/" + EventPlan.ARCHIVE);
        return queues;
    }

    private static Set<String> deadLetterQueues() {
        Set<String> queues = new TreeSet<>();
        workedQueues().forEach(queue -> queues.add("dead-letter/" + queue));
        queues.add("dead-letter/broker");
        return queues;
    }

    private void say(String text) {
        System.out.printf(
                "%5d s: %s%n", Duration.between(started, Instant.now()).toSeconds(), text);
    }
}
