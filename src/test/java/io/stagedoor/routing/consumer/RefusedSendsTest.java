package io.stagedoor.routing.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.routing.RoutesRig;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import io.stagedoor.testing.Events;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The broker refuses what a route sends, with an error of its own: nothing else stops, or is done again. */
@Timeout(120)
class RefusedSendsTest extends RoutesRig {

    private static final int SENDS = 30;

    private static final int MORE_THAN_AN_EVENT_HAS_TRIES = 8;

    /** Events; the first one waits in its route, and holds up those that its consumer has taken in advance. */
    private static final int MORE_THAN_ONE_TAKES = 150;

    /** What an event sends after the refused message: Qpid JMS does not wait for the broker's answer to each. */
    private static final String MORE = "- to: {uri: 'amqp:queue:held/x'}\n".repeat(SENDS);

    private static final String BY_ACTION = """
            - choice:
                when:
                  - simple: "${variable.action} == 'failed'"
                    steps:
                      - to: {uri: 'amqp:queue:deliver/b'}
            %s
                otherwise:
                  steps:
                    - process: {ref: slow}
                    - to: {uri: 'amqp:queue:deliver/a'}
            """.formatted(MORE.indent(10).stripTrailing());

    private final Refusing refusing = new Refusing();

    @BeforeAll
    void refuse() {
        broker.tell(refusing);
        broker.intercept(message -> !refusing.byInterceptor || !"deliver/b".equals(message.getAddress()));
    }

    @Override
    public int consumers() {
        return 4;
    }

    @Test
    void the_connection_and_the_transactions_of_other_consumers_stay() throws Exception {
        AtomicReference<String> first = new AtomicReference<>();
        AtomicInteger runs = new AtomicInteger();
        begin(exchange -> {
            String event = exchange.getMessage().getBody(String.class);
            if (first.compareAndSet(null, event) || first.get().equals(event)) {
                runs.incrementAndGet();
                refusing.attachedAnew.await();
            }
        });
        for (int i = 0; i < MORE_THAN_ONE_TAKES; i++) {
            send("completed");
        }
        send("failed");
        await().untilAsserted(() -> assertThat(broker.depth(DEAD)).isEqualTo(1));
        broker.awaitDepth(CHANNEL, 0);
        assertThat(runs).hasValue(1);
        assertThat(refusing.connections).hasSize(1);
    }

    @Test
    void the_dead_letter_says_what_the_broker_said() throws Exception {
        begin(exchange -> {});
        send("failed");
        await().untilAsserted(() -> assertThat(broker.depth(DEAD)).isEqualTo(1));
        assertThat(dead().text("error")).startsWith("the route task failed: ").contains("odd");
        assertThat(broker.depth("held/x")).isZero();
    }

    @Test
    void the_channel_goes_on_however_many_messages_follow_the_refused_one() throws Exception {
        begin(exchange -> {});
        for (int i = 0; i < 8; i++) {
            send("failed");
            send("completed");
        }
        await().untilAsserted(() -> assertThat(broker.depth(DEAD)).isEqualTo(8));
        broker.awaitDepth(CHANNEL, 0);
        assertThat(broker.depth("held/x")).isZero();
    }

    @ParameterizedTest
    @MethodSource
    void it_becomes_no_dead_letter_while_it_is_not_its_fault(ActiveMQException fault) throws Exception {
        begin(exchange -> {});
        refusing.with = fault;
        send("failed");
        await().untilAsserted(() -> assertThat(refusing.refused.get()).isGreaterThan(MORE_THAN_AN_EVENT_HAS_TRIES));
        assertThat(broker.depth(DEAD)).isZero();
        refusing.with = null;
        await().untilAsserted(() -> assertThat(broker.depth("deliver/b")).isEqualTo(1));
        assertThat(broker.depth(DEAD)).isZero();
        assertThat(broker.depth("held/x")).isEqualTo(SENDS);
    }

    static List<ActiveMQException> it_becomes_no_dead_letter_while_it_is_not_its_fault() {
        return List.of(new ActiveMQSecurityException("no right"), new ActiveMQAddressFullException("full"));
    }

    /** Artemis rolls the transaction back for what it refuses itself, but not for what an interceptor refuses. */
    @Test
    void nothing_is_lost_if_the_broker_would_commit_the_rest_of_the_transaction() throws Exception {
        begin(exchange -> {});
        refusing.with = null;
        refusing.byInterceptor = true;
        send("failed");
        await().untilAsserted(() -> assertThat(broker.depth(DEAD)).isEqualTo(1));
        assertThat(dead().text("error")).contains("Interceptor rejected message");
        assertThat(broker.depth("held/x")).isZero();
    }

    private void begin(Processor slow) throws Exception {
        refusing.begin();
        load(List.of(new RouteFile("routes/task.yaml", route("task", "amqp:queue:" + CHANNEL, BY_ACTION))));
        camel.getRegistry().bind("slow", Processor.class, slow);
        camel.start();
    }

    private void send(String action) throws Exception {
        amqp.send(CHANNEL, Events.task(Events.newId(), action).getBytes(StandardCharsets.UTF_8));
    }
}
