package io.stagedoor.cli.attempts;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.cli.common.BrokerOptions;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.read.BrokerHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stagedoor attempts show}: prints the request and the answer of one attempt. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows an attempt: the request, the answer, and the event.",
        footer = {
            "",
            "Examples:",
            "  stagedoor attempts show 019abc…         with the whole ID of 'stagedoor attempts'",
            "  stagedoor attempts show 019abc… --json",
            "",
            "Secrets are shown as ***. Of the answer's body the first 1,024 bytes are kept."
        })
public final class AttemptsShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "The id of the attempt.")
    private String id;

    @Option(names = "--json", description = "Prints a JSON object.")
    private boolean json;

    @Mixin
    private BrokerOptions broker;

    @Spec
    private CommandSpec spec;

    public AttemptsShowCommand(BrokerOptions broker) {
        this.broker = broker;
    }

    @Override
    public Integer call() throws IOException {
        Optional<AttemptRecord> found;
        try (AmqpConnector connector = new AmqpConnector(broker.settings(spec));
                BrokerHistory history = new BrokerHistory(connector)) {
            found = history.attempt(id);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), e.getMessage() + ": 'stagedoor attempts' lists them in the column ID");
        }
        if (found.isEmpty()) {
            throw new IOException("the delivery history no longer has this attempt: it keeps the newest ones");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(AttemptJson.line(found.get()));
        } else {
            AttemptText.lines(found.get()).forEach(out::println);
        }
        return 0;
    }
}
