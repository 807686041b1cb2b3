package io.stagedoor.routing.poison;

import static io.stagedoor.fuzz.AmqpBytes.binary;
import static io.stagedoor.fuzz.AmqpBytes.described;
import static io.stagedoor.fuzz.AmqpBytes.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.fuzz.RawMessages;
import io.stagedoor.routing.RoutesRig;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Amqp.Taken;
import io.stagedoor.testing.Events;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A channel on which some events fail, each in its own way, and good ones between them. */
@Timeout(120)
abstract class PoisonRig extends RoutesRig {

    static final int GOOD = 20;

    /** A send that fails closes the whole connection. */
    @BeforeEach
    void connectAnew() throws Exception {
        amqp.close();
        amqp = new Amqp(broker.url(), null, null);
    }

    void send(byte[]... sections) throws Exception {
        amqp.sendRaw(CHANNEL, RawMessages.of(join(List.of(sections))));
    }

    static byte[] data(byte[] body) {
        return described(0x75, binary(body));
    }

    static byte[] task(String action) {
        return Events.task(Events.newId(), action).getBytes(StandardCharsets.UTF_8);
    }

    void good() throws Exception {
        for (int i = 0; i < GOOD; i++) {
            send(data(task("completed")));
        }
    }

    /** The ids of the events at a destination, in bundles or alone. */
    long events(String queue) throws Exception {
        return takeAll(queue).stream()
                .mapToLong(taken -> taken.properties().get("stagedoor_events") instanceof Integer many ? many : 1)
                .sum();
    }

    List<Taken> deadLetters(int expected) throws Exception {
        await().untilAsserted(() -> assertThat(broker.depth(DEAD)).isGreaterThanOrEqualTo(expected));
        broker.awaitDepth(CHANNEL, 0);
        List<Taken> dead = takeAll(DEAD);
        assertThat(dead).hasSize(expected);
        return dead;
    }
}
