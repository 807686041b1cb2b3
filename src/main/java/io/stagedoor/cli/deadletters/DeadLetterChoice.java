package io.stagedoor.cli.deadletters;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The options that choose dead letters for a command that changes something. Without any option it chooses none. */
final class DeadLetterChoice {

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "Ids of events, or the beginnings of ids if only one event matches.")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "All dead letters, or all that the other options select.")
    private boolean all;

    @Option(names = "--dry-run", description = "Prints what would be done, and changes nothing.")
    private boolean dryRun;

    @Mixin
    private DeadLetterFilterOptions filter;

    DeadLetterChoice(DeadLetterFilterOptions filter) {
        this.filter = filter;
    }

    /** @throws ParameterException when no option selects dead letters, or two contradict each other */
    void check(CommandSpec command) {
        if (ids.isEmpty() && !all && !filter.any()) {
            throw new ParameterException(
                    command.commandLine(),
                    "which dead letters? Give ids, or select with --queue, --reason, --destination, --channel,"
                            + " --older-than or --newer-than, or use --all; --dry-run shows what is selected");
        }
        if (!ids.isEmpty() && all) {
            throw new ParameterException(command.commandLine(), "give either --all or ids, not both");
        }
    }

    List<String> ids() {
        return ids;
    }

    boolean dryRun() {
        return dryRun;
    }

    DeadLetterFilterOptions filter() {
        return filter;
    }
}
