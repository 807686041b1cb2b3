package io.stagedoor.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code stagedoor run}: consumes, routes and delivers until it is stopped. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Consumes, routes and delivers events until it is stopped.")
final class RunCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return 0;
    }
}
