package io.stagedoor.cli.channels;

import io.stagedoor.broker.queue.Unconsumed;
import io.stagedoor.cli.common.BrokerOptions;
import io.stagedoor.cli.common.ContractOptions;
import io.stagedoor.cli.common.Remedy;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.operations.channels.ChannelQueue;
import io.stagedoor.operations.channels.ChannelQueues;
import io.stagedoor.start.StartFailure;
import io.stagedoor.text.Snippet;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stagedoor channels}: lists the channels of the contract, and how much waits in each queue. */
@Command(
        name = "channels",
        mixinStandardHelpOptions = true,
        description = "Lists the channels of the contract, what waits in their queues and dead-letter queues, and"
                + " other queues with messages that nothing consumes.",
        footer = {
            "",
            "Examples:",
            "  stagedoor channels",
            "  stagedoor channels --url amqp://broker.example:5672 --user ops --password",
            "  stagedoor channels --json",
            "",
            "The queue of a channel has the same name as its address. A dead-letter queue is",
            "listed when it holds something. For an address with parameters, such as",
            "user/{userId}/signedup, the list has the queues that exist on the broker. A",
            "channel that cannot be served has no queue; the reason is below the table. A",
            "queue with messages that nothing consumes is listed too: it comes from a",
            "misspelt address or a removed route.",
            "When no broker answers within 2 seconds, the numbers are '-'."
        })
public final class ChannelsCommand implements Callable<Integer> {

    private static final int LONGEST = 1_000;

    // A person waits at a terminal: without a broker, show the contract soon.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Option(names = "--json", description = "Prints a JSON array.")
    private boolean json;

    @Mixin
    private ContractOptions contract;

    @Mixin
    private BrokerOptions broker;

    @Spec
    private CommandSpec spec;

    private final Duration patience;

    @Inject
    public ChannelsCommand(Config config, BrokerOptions broker) {
        this(config, broker, PATIENCE);
    }

    /** @param patience how long to wait for each answer of the broker */
    public ChannelsCommand(Config config, BrokerOptions broker, Duration patience) {
        this.contract = new ContractOptions(config);
        this.broker = broker;
        this.patience = patience;
    }

    @Override
    public Integer call() throws IOException, ContractException, StartFailure {
        Contract read = contract.read();
        PrintWriter out = spec.commandLine().getOut();
        List<ChannelQueue> rows = rows(new ChannelQueues(read, patience));
        if (json) {
            out.println(ChannelTable.json(rows, read.unserved()));
        } else {
            out.println(read.title() + " " + read.version() + ", " + read.source());
            out.println();
            ChannelTable.of(rows, read.unserved()).lines().forEach(out::println);
            read.unserved()
                    .forEach(channel -> out.println(
                            Snippet.of(channel.name() + " is not served: " + channel.reason(), Integer.MAX_VALUE)));
        }
        rows.stream()
                .flatMap(row -> row.waiting().stream())
                .forEach(spec.commandLine().getErr()::println);
        rows.stream()
                .filter(ChannelQueue::isUnconsumed)
                .flatMap(row -> row.state().stream().map(state -> new Unconsumed(row.queue(), state)))
                .forEach(left ->
                        spec.commandLine().getErr().println("stagedoor: " + Snippet.of(left.warning(), LONGEST)));
        return 0;
    }

    private List<ChannelQueue> rows(ChannelQueues channels) throws IOException {
        try {
            return channels.withBroker(broker.settings(spec));
        } catch (IOException e) {
            spec.commandLine().getErr().println("stagedoor: no numbers: " + Remedy.with(e.getMessage()));
            return channels.withoutBroker();
        }
    }
}
