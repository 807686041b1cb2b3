package io.stagedoor.cli;

import io.quarkus.runtime.Quarkus;
import io.stagedoor.Stagedoor;
import io.stagedoor.StartReport;
import io.stagedoor.cli.common.OutputLost;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code stagedoor run}: consumes, routes and delivers until it is stopped. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Consumes, routes and delivers events until it is stopped.",
            "",
            "Without stagedoor.broker.url a broker runs inside, on localhost:5672, and keeps its journal under data/;"
                    + " a native executable has none inside."
        })
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.cli");

    private final Stagedoor stagedoor;

    @Spec
    private CommandSpec spec;

    RunCommand(Stagedoor stagedoor) {
        this.stagedoor = stagedoor;
    }

    @Override
    public Integer call() throws Exception {
        try (stagedoor) {
            StartReport report = stagedoor.start();
            Instant started =
                    Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
            long millis = Duration.between(started, Instant.now()).toMillis();
            say(report, millis);
            Quarkus.waitForExit();
        }
        return 0;
    }

    private void say(StartReport report, long millis) {
        try {
            var out = spec.commandLine().getOut();
            out.printf("Stagedoor runs, %.1f s after its start.%n", millis / 1000.0);
            report.lines().forEach(out::println);
            out.flush();
        } catch (OutputLost e) {
            // Events are worth more than what is said about them.
            LOG.warnf("what the start has to say is lost: %s", e.getMessage());
        }
    }
}
