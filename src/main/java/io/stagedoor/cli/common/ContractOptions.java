package io.stagedoor.cli.common;

import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.settings.Settings;
import io.stagedoor.start.StartFailure;
import io.stagedoor.text.Snippet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option {@code --contract}: which AsyncAPI document to use. */
public final class ContractOptions {

    @Option(
            names = "--contract",
            paramLabel = "FILE",
            description = "The AsyncAPI document. Default: stagedoor.contract, else the bundled one.")
    private Optional<Path> file = Optional.empty();

    private final Config config;

    public ContractOptions(Config config) {
        this.config = config;
    }

    /** @throws StartFailure for a setting that 'stagedoor run' refuses too */
    public Contract read() throws ContractException, StartFailure {
        Settings settings = new Settings(config);
        boolean formats = settings.assertFormats();
        Optional<Path> named = file.isPresent() ? file : settings.contract();
        return (named.isPresent() ? Contract.read(named.get(), formats) : Contract.bundled(formats))
                .including(Contract.operatorEvents());
    }

    /** Prints which channels the program does not serve, so that nobody looks for them. */
    public static void warn(Contract contract, CommandSpec command) {
        PrintWriter err = command.commandLine().getErr();
        contract.unserved()
                .forEach(channel -> err.println("stagedoor: "
                        + Snippet.of(
                                "the channel " + channel.name() + " is not served: " + channel.reason(),
                                Integer.MAX_VALUE)));
    }

    /** The largest event, in bytes. */
    public int largestEvent() throws StartFailure {
        return new Settings(config).largestEvent();
    }

    /** All served channels, including those with parameters in their address. */
    public static List<Channel> all(Contract contract) {
        return Stream.concat(contract.channels().stream(), contract.templates().stream())
                .toList();
    }

    /** Like {@link #channel}, but only a channel with one address. */
    public static Channel withAddress(Contract contract, String nameOrAddress, CommandSpec command) {
        Channel channel = channel(contract, nameOrAddress, command);
        if (channel.hasParameters()) {
            throw new ParameterException(
                    command.commandLine(),
                    "the channel " + channel.name() + " has parameters in its address " + channel.address()
                            + ": name one address, such as --channel " + channel.sample());
        }
        return channel;
    }

    /** @throws ParameterException with the reason, for a channel that is not in the contract or cannot be served */
    public static Channel channel(Contract contract, String nameOrAddress, CommandSpec command) {
        return contract.channel(nameOrAddress).orElseThrow(() -> {
            String known = all(contract).stream()
                    .map(channel -> channel.name() + " (" + channel.address() + ")")
                    .collect(Collectors.joining(", "));
            return new ParameterException(
                    command.commandLine(),
                    contract.obstacle(nameOrAddress)
                            .orElse("no channel '" + nameOrAddress + "' in the contract, which has " + known));
        });
    }
}
