package io.stagedoor.cli.common;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much a command lists, and in which form. */
public final class ListOptions {

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most this many; 0 for all. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", description = "Prints a JSON object for each, one on each line.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /**
     * 0 for all.
     *
     * @throws ParameterException when it is negative
     */
    public int limit() {
        if (limit < 0) {
            throw new ParameterException(command.commandLine(), "--limit must be 0 (no limit) or more");
        }
        return limit;
    }

    public boolean json() {
        return json;
    }
}
