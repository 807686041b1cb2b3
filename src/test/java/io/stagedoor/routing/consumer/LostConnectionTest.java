package io.stagedoor.routing.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.routing.RoutesRig;
import io.stagedoor.routing.routes.RouteFolder.RouteFile;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** The channels share a few connections: when all are lost, each channel gets one again. */
@Timeout(120)
class LostConnectionTest extends RoutesRig {

    private static final List<String> CHANNELS = List.of(Events.ENTITY, Events.LOCATION, Events.TASK, Events.BUILD);

    @RepeatedTest(3)
    void every_channel_goes_on() throws Exception {
        List<RouteFile> files = new ArrayList<>();
        for (String channel : CHANNELS) {
            String id = channel.replace('/', '-');
            files.add(new RouteFile(
                    "routes/" + id + ".yaml", route(id, "amqp:queue:" + channel, to("amqp:queue:deliver/a"))));
        }
        start(files);
        for (int losses = 0; losses < 3; losses++) {
            broker.cutConnections();
            try (Amqp producer = new Amqp(broker.url(), null, null)) {
                for (String channel : CHANNELS) {
                    producer.send(channel, new byte[] {'x'}); // Not valid: a dead letter of its channel.
                }
            }
            for (String channel : CHANNELS) {
                broker.awaitDepth(channel, 0);
            }
        }
        for (String channel : CHANNELS) {
            await().untilAsserted(() ->
                    assertThat(broker.depth("dead-letter/" + channel)).isPositive());
        }
        amqp = new Amqp(broker.url(), null, null);
    }
}
