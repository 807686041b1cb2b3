package io.stagedoor.cli;

import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.ContractException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --contract}: which AsyncAPI document holds. */
final class ContractOptions {

    @Option(
            names = "--contract",
            paramLabel = "FILE",
            description = "The AsyncAPI document. Default: stagedoor.contract, else the one inside the program.")
    private Optional<Path> file = Optional.empty();

    private final Config config;

    ContractOptions(Config config) {
        this.config = config;
    }

    Contract read() throws ContractException {
        boolean formats = config.getOptionalValue("stagedoor.contract.assert-formats", Boolean.class)
                .orElse(true);
        Optional<Path> named = file.or(() ->
                config.getOptionalValue("stagedoor.contract", String.class).map(Path::of));
        return named.isPresent() ? Contract.read(named.get(), formats) : Contract.bundled(formats);
    }

    /** The largest event, in bytes. */
    int largestEvent(CommandSpec command) {
        String key = "stagedoor.contract.largest-event";
        try {
            return config.getOptionalValue(key, Integer.class).orElse(256 * 1024);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), key + " is no whole number of bytes");
        }
    }

    /** Every channel that has a schema, those with parameters in their address too. */
    static List<Channel> all(Contract contract) {
        return Stream.concat(contract.channels().stream(), contract.templates().stream())
                .toList();
    }

    /** @throws ParameterException for a channel that the contract does not have, or that cannot be served; says why */
    static Channel channel(Contract contract, String nameOrAddress, CommandSpec command) {
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
