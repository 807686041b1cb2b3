package io.stagedoor.cli;

import io.stagedoor.broker.TestBroker;
import io.stagedoor.testing.Amqp;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A broker, a client for it, and a command to test. */
public abstract class BrokerCommandRig {

    private final String command;

    public TestBroker broker;
    public Amqp amqp;

    /** @param command the first argument of every {@link #run} */
    public BrokerCommandRig(String command) {
        this.command = command;
    }

    @BeforeEach
    public void start() throws Exception {
        broker = new TestBroker();
        amqp = new Amqp(broker.url(), null, null);
    }

    @AfterEach
    public void stop() throws Exception {
        amqp.close();
        broker.close();
    }

    public Cli.Result run(String... arguments) {
        return run(new Cli(), arguments);
    }

    public Cli.Result run(Cli cli, String... arguments) {
        return cli.with("stagedoor.broker.url", broker.url())
                .run(Stream.concat(Stream.of(command), Stream.of(arguments)).toArray(String[]::new));
    }
}
