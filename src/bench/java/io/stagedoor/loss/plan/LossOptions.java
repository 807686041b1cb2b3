package io.stagedoor.loss.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Option;

/** What a run is asked for; without options the full form. */
public final class LossOptions {

    private static final Duration SETTLING = Duration.ofSeconds(120);

    @Option(names = "--events", description = "events to send (default: ${DEFAULT-VALUE})")
    public int events = 100_000;

    @Option(names = "--kills", description = "kill -9 to make at least, of all kinds (default: ${DEFAULT-VALUE})")
    public int kills = 200;

    @Option(
            names = "--minutes",
            description = "bound of the whole run; a run that has done all it was asked for ends sooner"
                    + " (default: ${DEFAULT-VALUE})")
    public double minutes = 30;

    @Option(
            names = "--spread",
            description = "minutes over which events and kills are spread; a slow machine needs longer"
                    + " (default: two thirds of the whole run)")
    public double spread;

    @Option(names = "--seed", description = "of events and disturbances (default: a random one, printed)")
    public long seed = ThreadLocalRandom.current().nextLong(1L << 48);

    @Option(names = "--replicas", description = "of the program (default: ${DEFAULT-VALUE})")
    public int replicas = 3;

    @Option(
            names = "--pair",
            description = "the broker is a pair that replicates, and every kill is one of the broker that serves")
    public boolean pair;

    @Option(names = "--folder", description = "for everything the run leaves (default: ${DEFAULT-VALUE})")
    public Path folder = Path.of("target/loss");

    @Option(names = "--json", description = "also write the result there")
    public Path json;

    @Option(names = "--help", usageHelp = true, description = "show this")
    boolean help;

    public LossOptions check() {
        require("--events", events, events >= 12 && events <= 10_000_000, "12 to 10000000");
        require("--kills", kills, kills >= 0 && kills <= 100_000, "0 to 100000");
        require("--minutes", minutes, minutes >= 0.5 && minutes <= 24 * 60, "0.5 to 1440");
        require("--spread", spread, spread >= 0 && spread <= minutes * 0.8, "0 to 0.8 of --minutes");
        require("--replicas", replicas, replicas >= 1 && replicas <= 20, "1 to 20");
        return this;
    }

    private static void require(String option, Object value, boolean holds, String range) {
        if (!holds) {
            throw new IllegalArgumentException(option + "=" + value + " is not " + range);
        }
    }

    /** Over which events and kills are spread. */
    public Duration pace() {
        return minutes(spread > 0 ? spread : minutes * 2 / 3);
    }

    /** Bound of the disturbed part; the rest of the time is for settling. */
    public Duration disturbed() {
        return minutes(minutes * 0.8);
    }

    /** At most; a busy machine may need all of it. */
    public Duration settling() {
        Duration rest = minutes(minutes).minus(disturbed());
        return rest.compareTo(SETTLING) < 0 ? SETTLING : rest;
    }

    private static Duration minutes(double minutes) {
        return Duration.ofMillis((long) (minutes * 60_000));
    }

    /**
     * Delays of every destination. A destination that is killed and started again may not exhaust them; short in a
     * short run.
     */
    public String schedule() {
        return pace().toMinutes() < 2
                ? "200ms,200ms,300ms,300ms,500ms,500ms,1s,1s,1s,2s,2s,2s,2s"
                : "200ms,300ms,500ms,500ms,1s,1s,2s,2s,3s,3s,4s,4s,5s,5s,8s";
    }

    /** Of a webhook, in ms; longer than a machine with all of it busy may stall. */
    public int timeout() {
        return 5_000;
    }
}
