package io.stagedoor.cli.deadletters;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stagedoor dead-letters}: what became of the events that could not be delivered. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        subcommands = {
            DeadLettersListCommand.class,
            DeadLettersShowCommand.class,
            DeadLettersRedriveCommand.class,
            DeadLettersDiscardCommand.class
        },
        description = {"Lists dead letters, shows them, sends them again, or discards them.", ""},
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  stagedoor dead-letters list                     how many, where and why",
            "  stagedoor dead-letters show 3f2a                one, with the place of its fault",
            "  stagedoor dead-letters redrive 3f2a             that one again",
            "  stagedoor dead-letters redrive --destination cmdb --reason exhausted",
            "  stagedoor dead-letters discard --reason unrouted --older-than 7d",
            "",
            "An ID is that of the event (its webhook-id); its beginning is enough."
        })
public final class DeadLettersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "list, show, redrive or discard?");
    }
}
