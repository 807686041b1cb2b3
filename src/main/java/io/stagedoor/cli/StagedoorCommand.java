package io.stagedoor.cli;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import io.stagedoor.cli.attempts.AttemptsCommand;
import io.stagedoor.cli.channels.ChannelsCommand;
import io.stagedoor.cli.deadletters.DeadLettersCommand;
import io.stagedoor.cli.destinations.DestinationsCommand;
import io.stagedoor.cli.events.SendCommand;
import io.stagedoor.cli.events.ValidateCommand;
import io.stagedoor.cli.receiver.PublicKeyCommand;
import io.stagedoor.cli.receiver.ReceiveCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code stagedoor}: the command with all subcommands. Without one it does what {@code run} does. */
@TopCommand
@Command(
        name = "stagedoor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            SendCommand.class,
            ValidateCommand.class,
            ChannelsCommand.class,
            DeadLettersCommand.class,
            DestinationsCommand.class,
            AttemptsCommand.class,
            HealthCommand.class,
            ReceiveCommand.class,
            PublicKeyCommand.class
        },
        description = {
            "Takes Backstage events from AMQP queues, checks each against the AsyncAPI contract, and delivers it to"
                    + " webhooks, archives and other queues. Without a command it does the same as 'run'.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Try it, in three terminals:",
            "  stagedoor receive                  a webhook receiver on localhost:8089",
            "  stagedoor run                      the routes, with the embedded broker",
            "  stagedoor send examples/events/    some events for the routes",
            "",
            "Look around:",
            "  stagedoor channels                 the channels, and what waits in each",
            "  stagedoor validate my-event.json   checks an event against the contract",
            "",
            "On call:",
            "  stagedoor destinations             what waits for each, and which are paused",
            "  stagedoor attempts                 what was delivered, and what failed",
            "  stagedoor dead-letters list        what could not be delivered, and why",
            "  stagedoor health                   whether the program on this machine is ready",
            "",
            "Settings are environment variables (STAGEDOOR_BROKER_URL), system properties",
            "(-Dstagedoor.broker.url=...) or config/application.properties.",
            "Exit status: 0 done, 1 failed or the output could not be written, 2 wrong usage,",
            "141 the reader of the output has ended."
        })
final class StagedoorCommand implements Callable<Integer> {

    static final String DEBUG = "--debug";

    @Option(
            names = DEBUG,
            scope = ScopeType.INHERIT,
            description = "Prints the stack trace of an error, for bug reports.")
    private boolean debug;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String[] arguments = debug ? new String[] {DEBUG} : new String[0];
        return spec.subcommands().get("run").execute(arguments);
    }
}
