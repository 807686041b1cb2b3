package io.stagedoor.ingress.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.TestBroker;
import io.stagedoor.ingress.sending.Outcome.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForgottenLinkTest {

    private static final String QUEUE = "shop/orders";

    private TestBroker broker;
    private Pipeline pipeline;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker();
        pipeline = new Pipeline(TestBroker.connector(broker.url()), Duration.ofSeconds(1));
        pipeline.start();
        await().until(() -> send(1) == Kind.ACCEPTED);
    }

    @AfterEach
    void stop() throws Exception {
        pipeline.close();
        broker.close();
    }

    private Kind send(int count) throws Exception {
        List<Outgoing> events = Stream.generate(
                        () -> new Outgoing("id", "application/json", "{}".getBytes(UTF_8), Map.of()))
                .limit(count)
                .toList();
        return pipeline.send(QUEUE, events)
                .toCompletableFuture()
                .get(3, TimeUnit.MINUTES)
                .kind();
    }

    @Test
    void a_link_that_the_broker_forgets_to_give_credit_is_followed_by_another_one() throws Exception {
        broker.stopCredit(QUEUE);
        await().until(() -> send(1_000) == Kind.PRESSURE);
        broker.forgetWhoAskedForCredit(QUEUE);

        await().until(() -> send(1) == Kind.ACCEPTED);
    }
}
