package io.stagedoor.api;

import static io.stagedoor.api.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.Test;

/** A hundred thousand dead letters: a page must not read them all. */
class ManyDeadLettersIT extends ApiRig {

    private static final int MANY = 100_000;
    private static final int AT_ONCE = 10_000;
    private static final String QUEUE = "dead-letter/deliver/my-service";

    /** What the machine takes to send them all, busy as it is. No answer takes as long. */
    private long sendMillis;

    private JsonNode timed(String path) throws Exception {
        long start = System.nanoTime();
        JsonNode answer = json(client.get(path), 200);
        long millis = millisSince(start);
        System.out.println(
                path.replaceFirst("cursor=.*", "cursor=…") + " took " + millis + " of " + sendMillis + " ms");
        assertThat(millis).as(path).isLessThan(sendMillis);
        return answer;
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    @Test
    void a_page_and_one_by_its_id_come_quickly() throws Exception {
        long start = System.nanoTime();
        for (int sent = 0; sent < MANY; sent += AT_ONCE) {
            List<Message<byte[]>> some = new ArrayList<>();
            for (int i = sent; i < sent + AT_ONCE; i++) {
                some.add(Message.create(new byte[200])
                        .property("stagedoor_event_id", "many-" + i)
                        .property("stagedoor_reason", "exhausted"));
            }
            amqp.sendAll(QUEUE, some);
        }
        sendMillis = millisSince(start);
        await().atMost(PATIENCE)
                .until(() -> json(client.get("/api/dead-letters/counts"), 200)
                                .path(QUEUE)
                                .asInt()
                        == MANY);
        JsonNode first = timed("/api/dead-letters?limit=100");
        assertThat(first.path("items")).hasSize(100);
        JsonNode second =
                timed("/api/dead-letters?limit=100&cursor=" + first.path("next").asText());
        assertThat(second.at("/items/0/id").asText()).isEqualTo("many-100");
        JsonNode none = timed("/api/dead-letters?limit=100&reason=rejected");
        assertThat(none.path("items")).isEmpty();
        assertThat(none.path("next").isTextual()).isTrue();
        JsonNode one = timed("/api/dead-letters/many-99999?queue=deliver/my-service");
        assertThat(one.path("items")).hasSize(1);
    }
}
