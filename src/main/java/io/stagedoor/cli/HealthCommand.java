package io.stagedoor.cli;

import io.stagedoor.management.HealthProbe;
import io.stagedoor.management.ManagementSettings;
import io.stagedoor.settings.Settings;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code stagedoor health}: asks whether the Stagedoor on this machine is ready. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = {
            "Asks the Stagedoor on this machine whether it is ready: the broker answers and all routes run. Host"
                    + " and port come from stagedoor.management.host and stagedoor.management.port.",
            "",
            "Exit status: 0 ready, 1 not ready."
        })
final class HealthCommand implements Callable<Integer> {

    private final Config config;

    @Spec
    private CommandSpec spec;

    HealthCommand(Config config) {
        this.config = config;
    }

    @Override
    public Integer call() throws Exception {
        ManagementSettings management = new Settings(config).management();
        try {
            boolean ready = HealthProbe.ready(management.host(), management.port());
            spec.commandLine().getOut().println(ready ? "ready" : "not ready");
            return ready ? 0 : 1;
        } catch (IOException e) {
            throw new IOException("no Stagedoor answers at " + management.url() + " (" + e.getMessage() + ")", e);
        }
    }
}
