package io.stagedoor.cli.deadletters;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which dead letters a command that changes something means: it never means all by saying nothing. */
final class DeadLetterChoice {

    @Parameters(
            paramLabel = "ID",
            arity = "0..*",
            description = "Ids of events, or their beginnings where those are of one event alone.")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "All dead letters, or all that the other options mean.")
    private boolean all;

    @Option(names = "--dry-run", description = "Says what would be done, and does nothing.")
    private boolean dryRun;

    @Mixin
    private DeadLetterFilterOptions filter;

    DeadLetterChoice(DeadLetterFilterOptions filter) {
        this.filter = filter;
    }

    /** @throws ParameterException when nothing says which, or two things do */
    void check(CommandSpec command) {
        if (ids.isEmpty() && !all && !filter.any()) {
            throw new ParameterException(
                    command.commandLine(),
                    "which ones? Name ids, or choose with --queue, --reason, --destination, --channel, --older-than or"
                            + " --newer-than, or say --all; --dry-run shows what that means");
        }
        if (!ids.isEmpty() && all) {
            throw new ParameterException(command.commandLine(), "--all, or ids: one of the two");
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
