package io.stagedoor.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.TestBroker;
import io.stagedoor.contract.Contract;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Amqp.Taken;
import io.stagedoor.testing.Events;
import io.stagedoor.tracing.Traces;
import io.stagedoor.watch.Watch;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * The routing stage with route files as people write them, on a real broker. The routes of the destinations {@code a}
 * and {@code b} take nothing, so that events sent to them stay in their queues.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RoutesRig {

    public static final String CHANNEL = Events.TASK;
    public static final String DEAD = "dead-letter/" + CHANNEL;

    /** The steps of the route of the channel begin in this line of routes/task.yaml. */
    static final int FIRST = 7;

    public TestBroker broker;
    public Amqp amqp;
    public DefaultCamelContext camel;
    private RoutingStage routing;

    @BeforeAll
    public void startBroker() throws Exception {
        broker = new TestBroker();
        amqp = new Amqp(broker.url(), null, null);
    }

    @AfterAll
    public void stopBroker() throws Exception {
        amqp.close();
        broker.close();
    }

    @AfterEach
    public void stopRoutes() throws Exception {
        camel.close();
        for (String queue : List.of(CHANNEL, DEAD, "deliver/a", "deliver/b", "held/x")) {
            takeAll(queue);
        }
    }

    /** Where the spans of the routing stage go. */
    Traces traces() {
        return Traces.off();
    }

    /** Of each channel. */
    public int consumers() {
        return 1;
    }

    /** Gives the route of the channel these steps. */
    public void start(String steps, RouteFile... others) throws Exception {
        List<RouteFile> files = new ArrayList<>(List.of(others));
        files.add(new RouteFile("routes/task.yaml", route("task", "amqp:queue:" + CHANNEL, steps)));
        start(files);
    }

    public void start(List<RouteFile> files) throws Exception {
        load(files);
        try {
            camel.start();
        } catch (Exception e) {
            throw routing.locate(e);
        }
    }

    public void load(List<RouteFile> files) throws Exception {
        camel = new DefaultCamelContext();
        camel.addComponent("delivery", new Idle());
        camel.addComponent("webhook", new Idle());
        Contract contract = Contract.bundled();
        routing = new RoutingStage(
                camel,
                contract,
                new BrokerSettings(
                        AmqpUrl.parse("url", broker.url()), Optional.empty(), Optional.empty(), Optional.empty()),
                new RoutingSettings(consumers(), 50, 262_144, 1000, Set.of()),
                Clock.systemUTC(),
                new Watch(new SimpleMeterRegistry()),
                traces());
        List<RouteFile> all = new ArrayList<>(files);
        for (String destination : List.of("a", "b")) {
            all.add(new RouteFile(
                    "routes/destinations/" + destination + ".yaml",
                    route(destination, "delivery:" + destination, to("log:" + destination))));
        }
        routing.load(all);
        // A consumer that waits for the next message ends when it has waited so long: a second, in the program.
        camel.getComponent("amqp", JmsComponent.class).getConfiguration().setReceiveTimeout(50);
    }

    /** Sends an event to the channel and returns the result: the number of events in each queue. */
    public Map<String, Long> becomes(String event) throws Exception {
        Map<String, Long> before = counts();
        amqp.send(CHANNEL, event.getBytes(StandardCharsets.UTF_8));
        broker.awaitDepth(CHANNEL, 0);
        Map<String, Long> became = new TreeMap<>();
        counts().forEach((queue, count) -> {
            if (count > before.get(queue)) {
                became.put(queue, count - before.get(queue));
            }
        });
        return became;
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (String queue : List.of(DEAD, "deliver/a", "deliver/b", "held/x")) {
            counts.put(queue, broker.depth(queue));
        }
        return counts;
    }

    /** All messages of a queue; a bundle is one message. */
    public List<Taken> takeAll(String queue) throws Exception {
        List<Taken> all = new ArrayList<>();
        while (broker.depth(queue) > 0) {
            all.add(amqp.take(queue));
        }
        return all;
    }

    public Taken dead() throws Exception {
        List<Taken> dead = takeAll(DEAD);
        assertThat(dead).hasSize(1);
        return dead.get(0);
    }

    public static String event() {
        return Events.task(Events.newId(), "completed");
    }

    /** The steps begin in line 7. */
    public static String route(String id, String from, String steps) {
        return """
                # Comment.
                - route:
                    id: %s
                    from:
                      uri: %s
                      steps:
                %s
                """.formatted(id, from, steps.indent(8).stripTrailing());
    }

    public static String to(String uri) {
        return "- to:\n    uri: " + uri + "\n";
    }
}
