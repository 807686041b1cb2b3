package io.stagedoor.cli.deadletters;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stagedoor dead-letters}: the parent of the commands for dead letters. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        subcommands = {
            DeadLettersListCommand.class,
            DeadLettersShowCommand.class,
            DeadLettersRedriveCommand.class,
            DeadLettersDiscardCommand.class
        },
        description = {"Lists, shows, redrives (sends again) or discards dead letters.", ""},
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Examples:",
            "  stagedoor dead-letters list                     how many, where and why",
            "  stagedoor dead-letters show 3f2a                one, with the place of the fault",
            "  stagedoor dead-letters redrive 3f2a             sends that one again",
            "  stagedoor dead-letters redrive --destination cmdb --reason exhausted",
            "  stagedoor dead-letters discard --reason unrouted --older-than 7d",
            "",
            "ID is the id of the event (its webhook-id); the beginning of it is enough."
        })
public final class DeadLettersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "give a subcommand: list, show, redrive or discard");
    }
}
