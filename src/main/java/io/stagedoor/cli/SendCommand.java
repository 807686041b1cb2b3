package io.stagedoor.cli;

import io.stagedoor.StartFailure;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.ContractException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.qpid.protonj2.client.Connection;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stagedoor send}: puts events into the queues of their channels, byte for byte. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Sends events to the queues of their channels, byte for byte.",
        footer = {
            "",
            "Examples:",
            "  stagedoor send examples/events/",
            "      each to the only channel that accepts it",
            "  stagedoor send --channel catalogEntityChange broken.json",
            "      as it is, to see it become a dead letter",
            "  my-exporter | stagedoor send -",
            "      one event a line",
            "  stagedoor send --count 10000 event.json",
            "      a load: from the second on with an id and a timestamp of its own",
            "",
            "An event counts as sent when the broker has accepted it.",
            "Exit status: 0 all sent, 1 some were not, 2 wrong usage or no events."
        })
final class SendCommand implements Callable<Integer> {

    @Option(
            names = "--channel",
            paramLabel = "NAME|ADDRESS",
            description = "Sends every event there without looking into it."
                    + " Default: the one channel whose schema accepts the event.")
    private Optional<String> channel = Optional.empty();

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "Sends N events in all, repeating the input with fresh ids and timestamps.")
    private Optional<Long> count = Optional.empty();

    @Mixin
    private EventInput input;

    @Mixin
    private ContractOptions contract;

    @Mixin
    private BrokerOptions broker;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    SendCommand(Config config, Terminal terminal) {
        this.input = new EventInput(terminal);
        this.contract = new ContractOptions(config);
        this.broker = new BrokerOptions(config);
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, ContractException, StartFailure {
        if (count.orElse(1L) < 1) {
            throw new ParameterException(spec.commandLine(), "--count is at least 1");
        }
        Contract read = contract.read();
        if (channel.isEmpty()) {
            ContractOptions.warn(read, spec);
        }
        ChannelChoice choice = choice(read);
        SendTally tally = new SendTally(spec.commandLine().getErr());
        try (AmqpConnector connector = new AmqpConnector(broker.settings(spec));
                Connection connection = connector.open()) {
            Progress progress = new Progress(
                    spec.commandLine().getErr(), terminal.errIsTerminal(), count.orElse(0L), System::nanoTime);
            try {
                send(choice, new EventSender(connection, tally), tally, progress);
            } finally {
                progress.end();
                if (tally.any()) {
                    tally.summarize(spec.commandLine().getOut(), progress.seconds());
                }
            }
        }
        return tally.allSent() ? 0 : 1;
    }

    private void send(ChannelChoice choice, EventSender sender, SendTally tally, Progress progress) throws IOException {
        SendRun run = new SendRun(choice, sender, tally, progress, new FreshEvent(Clock.systemUTC()), count.orElse(0L));
        input.read(spec, run);
        run.repeat();
        sender.finish();
    }

    private ChannelChoice choice(Contract contract) {
        Optional<Channel> named = channel.map(name -> ContractOptions.channel(contract, name, spec));
        if (named.filter(Channel::hasParameters).isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the channel " + named.get().name() + " has the address "
                            + named.get().address() + ": name one of those that it stands for, such as --channel "
                            + named.get().sample());
        }
        return new ChannelChoice(named, ContractOptions.all(contract));
    }
}
