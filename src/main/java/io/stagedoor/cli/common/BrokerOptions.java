package io.stagedoor.cli.common;

import io.quarkus.tls.TlsConfigurationRegistry;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options for the broker: {@code --url}, {@code --user}, and a password in ways that {@code ps} does not show. */
@Dependent
public final class BrokerOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The broker: amqp://host:5672, amqps://host:5671, or several, separated by commas."
                    + " Default: stagedoor.broker.url, else the broker of 'stagedoor run' on this machine.")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "The user at the broker. Default: stagedoor.broker.user; for the broker of 'stagedoor run' on"
                    + " this machine, the user and password in data/broker.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password",
            arity = "0",
            interactive = true,
            description = "Prompts for the password. Default: stagedoor.broker.password.")
    private char[] password;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Reads the password from the first line of a file.")
    private Optional<Path> passwordFile = Optional.empty();

    private final Config config;
    private final TlsConfigurationRegistry registry;

    public BrokerOptions(Config config, TlsConfigurationRegistry registry) {
        this.config = config;
        this.registry = registry;
    }

    /** @throws ParameterException for an invalid URL or setting */
    public BrokerSettings settings(CommandSpec command) throws IOException {
        try {
            BrokerSettings settings = BrokerSettings.read(config, registry);
            return new BrokerSettings(
                            url.map(text -> AmqpUrl.parse("--url", text)).orElse(settings.url()),
                            user.or(settings::user),
                            password().or(settings::password),
                            settings.tls())
                    .withCredential(config);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }

    private Optional<String> password() throws IOException {
        if (passwordFile.isEmpty()) {
            return Optional.ofNullable(password).map(String::valueOf);
        }
        try {
            return Files.readString(passwordFile.get()).lines().findFirst();
        } catch (IOException e) {
            throw new IOException("cannot read the password file " + passwordFile.get(), e);
        }
    }
}
