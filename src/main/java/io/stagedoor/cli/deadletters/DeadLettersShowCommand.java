package io.stagedoor.cli.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.cli.common.BrokerOptions;
import io.stagedoor.cli.common.Terminal;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.deadletter.FaultPlace;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.deadletter.redrive.DeadLetterIds;
import io.stagedoor.deadletter.redrive.DeadLetterQueues;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stagedoor dead-letters show}: prints everything about the dead letters of an event. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a dead letter: its properties, its body, and the place of the fault.",
        footer = {
            "",
            "Examples:",
            "  stagedoor dead-letters show 3f2a",
            "  stagedoor dead-letters show 3f2a --queue deliver/cmdb",
            "  stagedoor dead-letters show 3f2a --json",
            "",
            "An event that is a dead letter in several queues is shown once for each. For a message",
            "that cannot be decoded it shows all bytes; --json has them as 'messageBase64'."
        })
public final class DeadLettersShowCommand implements Callable<Integer> {

    private static final int USUAL_WIDTH = 160;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of events, or the beginnings of ids.")
    private List<String> ids = List.of();

    @Option(
            names = "--json",
            description =
                    "Prints a JSON object for each, one on each line; the body is in 'body', or in 'bodyBase64' if"
                            + " it is not text.")
    private boolean json;

    @Mixin
    private DeadLetterFilterOptions filter;

    @Mixin
    private DeadLetterAccess access;

    public DeadLettersShowCommand(Config config, BrokerOptions broker, Terminal terminal) {
        this.filter = new DeadLetterFilterOptions(Clock.systemUTC());
        this.access = new DeadLetterAccess(config, broker, terminal);
    }

    @Override
    public Integer call() throws IOException, ContractException, StartFailure {
        try (DeadLetterQueues queues = access.queues()) {
            DeadLetterAccess.Meant meant = access.meant(filter, queues, 0);
            DeadLetterIds found = new DeadLetterIds(ids);
            access.look(queues, meant, found);
            Set<String> whole = found.whole();
            long limit = meant.filter().limit();
            long[] left = {limit == 0 ? Long.MAX_VALUE : limit};
            for (Map.Entry<String, Long> queue : meant.depths().entrySet()) {
                queues.browse(queue.getKey(), queue.getValue(), (letter, message) -> {
                    if (left[0] > 0 && meant.filter().test(letter) && whole.contains(letter.id())) {
                        left[0]--;
                        print(letter);
                    }
                    return left[0] > 0;
                });
            }
        }
        return 0;
    }

    private void print(StoredDeadLetter letter) {
        if (json) {
            access.out().println(line(letter));
            return;
        }
        new DeadLetterText(Clock.systemUTC(), access.width(USUAL_WIDTH))
                .lines(letter)
                .forEach(access.out()::println);
        access.out().println();
    }

    private static String line(StoredDeadLetter letter) {
        DeadLetterJson writer = new DeadLetterJson();
        ObjectNode node = writer.facts(letter);
        if (!letter.readable()) {
            node.put("messageBase64", Base64.getEncoder().encodeToString(letter.body()));
            return writer.line(node);
        }
        FaultPlace.of(letter)
                .ifPresent(at -> node.putObject("fault").put("line", at.line()).put("column", at.column()));
        letter.text()
                .ifPresentOrElse(
                        text -> node.put("body", text),
                        () -> node.put("bodyBase64", Base64.getEncoder().encodeToString(letter.body())));
        return writer.line(node);
    }
}
