package io.stagedoor.ingress.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.AmqpUrl;
import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.ingress.sending.Outcome.Kind;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.FreePort;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {

    private static final String QUEUE = "shop/orders";

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private final String url = "amqp://localhost:" + port;
    private EmbeddedBroker broker;
    private Pipeline pipeline;

    @BeforeEach
    void start() throws Exception {
        broker = startBroker();
        pipeline = new Pipeline(new AmqpConnector(
                new BrokerSettings(AmqpUrl.parse("url", url), Optional.empty(), Optional.empty(), Optional.empty())));
        pipeline.start();
    }

    private EmbeddedBroker startBroker() throws Exception {
        return EmbeddedBroker.start(folder.resolve("broker"), port, "artemis-config/broker.xml");
    }

    @AfterEach
    void stop() throws Exception {
        pipeline.close();
        broker.close();
    }

    private static List<Outgoing> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Outgoing(
                        "id-" + i,
                        "application/json",
                        ("{\"n\":" + i + "}").getBytes(UTF_8),
                        Map.of("traceparent", "t")))
                .toList();
    }

    private Outcome send(String address, int count) throws Exception {
        return pipeline.send(address, events(count)).toCompletableFuture().get(3, TimeUnit.MINUTES);
    }

    private void awaitAccepted() {
        await().untilAsserted(() -> assertThat(send(QUEUE, 1).kind()).isEqualTo(Kind.ACCEPTED));
    }

    @Test
    void events_arrive_in_order_with_their_bytes_and_properties() throws Exception {
        await().untilAsserted(() -> assertThat(send("warm/up", 1).kind()).isEqualTo(Kind.ACCEPTED));

        assertThat(send(QUEUE, 1_000)).isEqualTo(Outcome.ACCEPTED);

        try (Amqp amqp = new Amqp(url, null, null)) {
            List<Amqp.Taken> taken = amqp.takeAll(QUEUE);
            assertThat(taken).hasSize(1_000);
            assertThat(new String(taken.get(999).bytes(), UTF_8)).isEqualTo("{\"n\":999}");
            assertThat(taken.get(0).properties()).containsEntry("traceparent", "t");
        }
        assertThat(pipeline.inFlight()).isZero();
    }

    @Test
    void while_the_broker_is_away_it_says_so_at_once_and_then_goes_on() throws Exception {
        awaitAccepted();
        broker.close();
        await().untilAsserted(() -> assertThat(send(QUEUE, 1).kind()).isEqualTo(Kind.AWAY));
        assertThat(pipeline.inFlight()).isZero();

        broker = startBroker();

        awaitAccepted();
    }

    @Test
    void more_than_may_be_on_their_way_are_pressure_and_other_channels_go_on() throws Exception {
        awaitAccepted();
        List<CompletableFuture<Outcome>> outcomes = IntStream.range(0, 20)
                .mapToObj(i -> pipeline.send(QUEUE, events(1_000)).toCompletableFuture())
                .toList();
        assertThat(send("another/channel", 1).kind()).isEqualTo(Kind.ACCEPTED);
        List<Kind> kinds =
                outcomes.stream().map(outcome -> outcome.join().kind()).toList();

        assertThat(kinds).contains(Kind.ACCEPTED).containsOnly(Kind.ACCEPTED, Kind.PRESSURE);
        awaitAccepted();
        assertThat(pipeline.inFlight()).isZero();
    }
}
