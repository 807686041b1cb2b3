package io.stagedoor.cli.events;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.cli.common.BrokerOptions;
import io.stagedoor.cli.common.ContractOptions;
import io.stagedoor.cli.common.Progress;
import io.stagedoor.cli.common.Stopping;
import io.stagedoor.cli.common.Terminal;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
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

/** {@code stagedoor send}: sends events to the queues of their channels, byte for byte. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Sends events to the queues of their channels, byte for byte.",
        footer = {
            "",
            "Examples:",
            "  stagedoor send examples/events/",
            "      sends each to the only channel that accepts it",
            "  stagedoor send --channel catalogEntityChange broken.json",
            "      sends it unchecked, to see it become a dead letter",
            "  my-exporter | stagedoor send -",
            "      sends each JSON value as an event, on one line or on several",
            "  stagedoor send --channel catalogEntityChange --raw broken.txt",
            "      sends it unchecked, JSON or not",
            "  stagedoor send --count 10000 event.json",
            "      a load test: from the second on, each has a new id and timestamp",
            "",
            "An event counts as sent when the broker has accepted it.",
            "It does not send text that is not JSON, unless you use --raw.",
            "Exit status: 0 all sent, 1 some not sent, 2 wrong usage or no events."
        })
public final class SendCommand implements Callable<Integer> {

    @Option(
            names = "--channel",
            paramLabel = "NAME|ADDRESS",
            description = "Sends every event there without checking it."
                    + " Default: the one channel whose schema accepts the event.")
    private Optional<String> channel = Optional.empty();

    @Option(
            names = "--raw",
            description = "With --channel: sends whole files, and standard input line by line, JSON or not.")
    private boolean raw;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "Sends N events in total, repeating the input with new ids and timestamps.")
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

    public SendCommand(Config config, BrokerOptions broker, Terminal terminal) {
        this.input = new EventInput(terminal);
        this.contract = new ContractOptions(config);
        this.broker = broker;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, ContractException, StartFailure {
        if (count.orElse(1L) < 1) {
            throw new ParameterException(spec.commandLine(), "--count must be at least 1");
        }
        if (raw && channel.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--raw needs --channel: the content does not tell the" + " channel");
        }
        Contract read = contract.read();
        if (channel.isEmpty()) {
            ContractOptions.warn(read, spec);
        }
        ChannelChoice choice = choice(read);
        SendTally tally = new SendTally(spec.commandLine().getErr());
        long start = System.nanoTime();
        try (Stopping stopping = new Stopping(() -> summarize(tally, start));
                AmqpConnector connector = new AmqpConnector(broker.settings(spec));
                Connection connection = connector.open()) {
            Progress progress = new Progress(
                    spec.commandLine().getErr(), terminal.errIsTerminal(), count.orElse(0L), System::nanoTime);
            try {
                send(choice, new EventSender(connection, tally), tally, progress, stopping);
            } finally {
                progress.end();
                summarize(tally, start);
            }
        }
        return tally.allSent() ? 0 : 1;
    }

    private void send(ChannelChoice choice, EventSender sender, SendTally tally, Progress progress, Stopping stopping)
            throws IOException {
        SendRun run = new SendRun(
                choice, sender, tally, progress, new FreshEvent(Clock.systemUTC()), count.orElse(0L), stopping);
        try {
            input.read(spec, raw, run);
            run.repeat();
        } catch (IOException | ParameterException e) {
            finish(sender, e); // Sends and counts what was read before the input failed.
            throw e;
        }
        sender.finish();
    }

    private static void finish(EventSender sender, Exception first) {
        try {
            sender.finish();
        } catch (IOException e) {
            first.addSuppressed(e);
        }
    }

    private void summarize(SendTally tally, long start) {
        if (tally.any()) {
            PrintWriter out = spec.commandLine().getOut();
            tally.summarize(out, (System.nanoTime() - start) / 1e9);
            out.flush();
        }
    }

    private ChannelChoice choice(Contract contract) {
        Optional<Channel> named = channel.map(name -> ContractOptions.withAddress(contract, name, spec));
        return new ChannelChoice(named, ContractOptions.all(contract));
    }
}
