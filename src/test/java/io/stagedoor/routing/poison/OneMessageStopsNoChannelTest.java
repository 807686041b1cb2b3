package io.stagedoor.routing.poison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.routing.routes.RouteFolder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a producer sends, and whatever a route does with it, later events are routed. */
@Timeout(120)
class OneMessageStopsNoChannelTest extends PoisonRig {

    private static final String BY_ACTION = """
            - choice:
                when:
                  - simple: "${variable.action} == 'failed'"
                    steps:
                      %s
                      - to:
                          uri: amqp:queue:deliver/b
                otherwise:
                  steps:
                    - to:
                        uri: amqp:queue:deliver/a
            """;

    @Test
    void an_event_that_its_route_makes_unsendable_is_a_dead_letter_and_its_neighbours_are_routed() throws Exception {
        start(BY_ACTION.formatted("- unmarshal: {json: {}}"));
        for (int i = 0; i < GOOD; i++) {
            send(data(task(i % 2 == 0 ? "failed" : "completed")));
        }
        assertThat(deadLetters(GOOD / 2)).allSatisfy(dead -> {
            assertThat(dead.text("reason")).isEqualTo("undeliverable");
            assertThat(dead.text("error")).startsWith("the route task failed: ");
            assertThat(new String(dead.bytes(), StandardCharsets.UTF_8)).contains("\"failed\"");
        });
        assertThat(events("deliver/a")).isEqualTo(GOOD / 2);
        assertThat(broker.depth("deliver/b")).isZero();
    }

    @Test
    void an_event_on_which_its_route_overflows_the_stack_is_a_dead_letter() throws Exception {
        load(List.of(new RouteFolder.RouteFile(
                "routes/task.yaml",
                route("task", "amqp:queue:" + CHANNEL, BY_ACTION.formatted("- process: {ref: overflow}")))));
        camel.getRegistry().bind("overflow", Processor.class, (Processor) exchange -> {
            throw new StackOverflowError();
        });
        camel.start();
        send(data(task("failed")));
        good();
        assertThat(deadLetters(1).get(0).text("reason")).isEqualTo("undeliverable");
        assertThat(events("deliver/a")).isEqualTo(GOOD);
    }

    @Test
    void an_event_whose_sending_the_broker_refuses_is_a_dead_letter_after_some_tries() throws Exception {
        AtomicBoolean refusing = new AtomicBoolean(true);
        broker.tell(refusing(refusing, () -> new ActiveMQException("odd")));
        start(BY_ACTION.formatted(""));
        good();
        send(data(task("failed")));
        good();
        assertThat(deadLetters(1).get(0).text("reason")).isEqualTo("undeliverable");
        assertThat(events("deliver/a")).isEqualTo(2 * GOOD);
        refusing.set(false);
    }

    @Test
    void events_that_the_program_has_no_right_to_send_stay_until_it_has_the_right() throws Exception {
        AtomicBoolean refusing = new AtomicBoolean(true);
        broker.tell(refusing(refusing, () -> new ActiveMQSecurityException("no right")));
        start(BY_ACTION.formatted(""));
        send(data(task("failed")));
        assertThat(broker.depth(DEAD)).isZero();
        refusing.set(false);
        await().untilAsserted(() -> assertThat(broker.depth("deliver/b")).isEqualTo(1));
        assertThat(broker.depth(DEAD)).isZero();
    }

    private interface Refusal {
        ActiveMQException make();
    }

    private static ActiveMQServerMessagePlugin refusing(AtomicBoolean refusing, Refusal refusal) {
        return new ActiveMQServerMessagePlugin() {
            @Override
            public void beforeSend(
                    ServerSession session,
                    Transaction tx,
                    org.apache.activemq.artemis.api.core.Message message,
                    boolean direct,
                    boolean noAutoCreateQueue)
                    throws ActiveMQException {
                if (refusing.get() && "deliver/b".equals(message.getAddress())) {
                    throw refusal.make();
                }
            }
        };
    }
}
