package io.stagedoor.cli;

import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import io.stagedoor.cli.common.Output;
import io.stagedoor.cli.common.Terminal;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine;

/** Makes the command line that Quarkus starts, and what the commands need from the process. */
@Dependent
final class CommandLineProducer {

    @Produces
    @Dependent
    CommandLine commandLine(PicocliCommandLineFactory factory) {
        return OneLineErrors.handledBy(factory.create())
                .setOut(Output.standard())
                .setErr(Output.error());
    }

    @Produces
    @Dependent
    Terminal terminal() {
        return Terminal.ofThisProcess();
    }

    @Produces
    @Dependent
    Version version(Config config) {
        return new Version(config);
    }
}
