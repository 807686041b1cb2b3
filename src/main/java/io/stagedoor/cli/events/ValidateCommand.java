package io.stagedoor.cli.events;

import io.stagedoor.cli.common.ContractOptions;
import io.stagedoor.cli.common.Terminal;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.start.StartFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code stagedoor validate}: checks events against the contract. Needs no broker. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Checks events against the contract, without a broker.",
        footer = {
            "",
            "Examples:",
            "  stagedoor validate examples/events/",
            "  stagedoor validate --channel backstage/catalog/entity event.json",
            "  stagedoor validate --json events.jsonl     a JSON object on each line, for programs",
            "",
            "It prints a line for each error: FILE[:LINE]: JSON POINTER: KEYWORD: MESSAGE [CHANNEL]",
            "Without --channel an event is valid when at least one channel accepts it; if none",
            "does, the errors are those of the nearest channel.",
            "Exit status: 0 all valid, 1 some not valid, 2 wrong usage or no events."
        })
public final class ValidateCommand implements Callable<Integer> {

    @Option(
            names = "--channel",
            paramLabel = "NAME|ADDRESS",
            description = "Checks only against the schema of this channel.")
    private Optional<String> channel = Optional.empty();

    @Option(names = "--json", description = "Prints a JSON object for each event, one on each line, and no summary.")
    private boolean json;

    @Mixin
    private EventInput input;

    @Mixin
    private ContractOptions contract;

    @Spec
    private CommandSpec spec;

    public ValidateCommand(Config config, Terminal terminal) {
        this.input = new EventInput(terminal);
        this.contract = new ContractOptions(config);
    }

    @Override
    public Integer call() throws IOException, ContractException, StartFailure {
        Contract read = contract.read();
        if (channel.isEmpty()) {
            ContractOptions.warn(read, spec);
        }
        ChannelFinder finder = new ChannelFinder(channels(read));
        ValidationReport report = new ValidationReport(spec.commandLine().getOut(), json);
        input.read(spec, false, event -> {
            report.add(event, finder.find(event.bytes()));
            return true;
        });
        report.summarize();
        return report.allValid() ? 0 : 1;
    }

    private List<Channel> channels(Contract contract) {
        return channel.map(name -> List.of(ContractOptions.channel(contract, name, spec)))
                .orElseGet(() -> ContractOptions.all(contract));
    }
}
