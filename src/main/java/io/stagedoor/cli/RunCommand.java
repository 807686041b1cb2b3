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
            "Without stagedoor.broker.url it starts the embedded broker, on localhost:5672, with its journal in"
                    + " data/. A native executable has no embedded broker."
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
            // Events matter more than a lost report.
            LOG.warnf("cannot print the start report: %s", e.getMessage());
        }
    }
}
