package io.stagedoor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.stagedoor.cli.attempts.AttemptsCommand;
import io.stagedoor.cli.attempts.AttemptsShowCommand;
import io.stagedoor.cli.channels.ChannelsCommand;
import io.stagedoor.cli.common.BrokerOptions;
import io.stagedoor.cli.common.Output;
import io.stagedoor.cli.common.Terminal;
import io.stagedoor.cli.deadletters.DeadLettersDiscardCommand;
import io.stagedoor.cli.deadletters.DeadLettersListCommand;
import io.stagedoor.cli.deadletters.DeadLettersRedriveCommand;
import io.stagedoor.cli.deadletters.DeadLettersShowCommand;
import io.stagedoor.cli.destinations.DestinationsAttemptsCommand;
import io.stagedoor.cli.destinations.DestinationsCommand;
import io.stagedoor.cli.destinations.DestinationsPauseCommand;
import io.stagedoor.cli.destinations.DestinationsResumeCommand;
import io.stagedoor.cli.events.SendCommand;
import io.stagedoor.cli.events.ValidateCommand;
import io.stagedoor.testing.TlsRegistry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** The command line as a user has it, with the settings and standard input of a test. */
public final class Cli {

    public record Result(int exit, String out, String err) {

        public List<String> outLines() {
            return out.lines().toList();
        }

        public String lastLine() {
            return outLines().get(outLines().size() - 1);
        }
    }

    /** For what answers in the end, also on a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    // The defaults of application.properties that commands need.
    private final Map<String, String> settings = new HashMap<>(
            Map.of("stagedoor.contract.assert-formats", "true", "stagedoor.contract.largest-event", "262144"));
    private PrintWriter output;
    private Terminal terminal = new Terminal(new ByteArrayInputStream(new byte[0]), true, false);

    public Cli with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    public Cli stdin(String text) {
        terminal = new Terminal(new ByteArrayInputStream(text.getBytes(UTF_8)), false, false);
        return this;
    }

    public Cli stdin(InputStream in) {
        terminal = new Terminal(in, false, false);
        return this;
    }

    /** Sends the output there, and not into the result. */
    public Cli stdout(OutputStream to) {
        output = Output.writer(to);
        return this;
    }

    /** Acts as a user at a terminal who types this. */
    public Cli typing(String text) {
        terminal = new Terminal(new ByteArrayInputStream(text.getBytes(UTF_8)), true, false);
        return this;
    }

    public Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = OneLineErrors.handledBy(new CommandLine(new StagedoorCommand(), new Beans()))
                .setOut(output == null ? new PrintWriter(out, true) : output)
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Result(exit, out.toString(), err.toString());
    }

    private Config config() {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
    }

    private BrokerOptions broker() {
        return new BrokerOptions(config(), new TlsRegistry());
    }

    /** Creates what Quarkus injects. */
    private final class Beans implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            Map<Class<?>, Supplier<Object>> beans = Map.ofEntries(
                    Map.entry(SendCommand.class, () -> new SendCommand(config(), broker(), terminal)),
                    Map.entry(ValidateCommand.class, () -> new ValidateCommand(config(), terminal)),
                    Map.entry(ChannelsCommand.class, () -> new ChannelsCommand(config(), broker(), PATIENCE)),
                    Map.entry(
                            DeadLettersListCommand.class,
                            () -> new DeadLettersListCommand(config(), broker(), terminal)),
                    Map.entry(
                            DeadLettersShowCommand.class,
                            () -> new DeadLettersShowCommand(config(), broker(), terminal)),
                    Map.entry(
                            DeadLettersRedriveCommand.class,
                            () -> new DeadLettersRedriveCommand(config(), broker(), terminal)),
                    Map.entry(
                            DeadLettersDiscardCommand.class,
                            () -> new DeadLettersDiscardCommand(config(), broker(), terminal)),
                    Map.entry(DestinationsCommand.class, () -> new DestinationsCommand(broker())),
                    Map.entry(DestinationsPauseCommand.class, () -> new DestinationsPauseCommand(broker())),
                    Map.entry(DestinationsResumeCommand.class, () -> new DestinationsResumeCommand(broker())),
                    Map.entry(
                            DestinationsAttemptsCommand.class,
                            () -> new DestinationsAttemptsCommand(broker(), terminal)),
                    Map.entry(AttemptsCommand.class, () -> new AttemptsCommand(broker(), terminal)),
                    Map.entry(AttemptsShowCommand.class, () -> new AttemptsShowCommand(broker())),
                    Map.entry(HealthCommand.class, () -> new HealthCommand(config())),
                    Map.entry(Version.class, () -> new Version(config())),
                    // Never called: it would start the program.
                    Map.entry(RunCommand.class, () -> new RunCommand(null)));
            return beans.containsKey(type)
                    ? type.cast(beans.get(type).get())
                    : CommandLine.defaultFactory().create(type);
        }
    }
}
