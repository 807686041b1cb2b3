package io.stagedoor.cli;

import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.ContractException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /** @throws ParameterException for a channel that the contract does not have; lists those that it has */
    static Channel channel(Contract contract, String nameOrAddress, CommandSpec command) {
        return contract.channel(nameOrAddress).orElseThrow(() -> {
            String known = contract.channels().stream()
                    .map(channel -> channel.name() + " (" + channel.address() + ")")
                    .collect(Collectors.joining(", "));
            return new ParameterException(
                    command.commandLine(), "no channel '" + nameOrAddress + "' in the contract, which has " + known);
        });
    }
}
