package io.stagedoor.ingress;

import static io.stagedoor.testing.Events.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.ingress.HttpSender.Answer;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends new task events, and remembers those whose answer was 202. */
final class IngressLedger {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();

    /** One request with so many events. */
    Answer send(HttpSender sender, int events) throws Exception {
        List<String> ids = Stream.generate(Events::newId).limit(events).toList();
        Answer answer = sender.lines(TASK, ids.stream().map(IngressRig::task).collect(Collectors.joining("\n")));
        if (answer.status() == 202) {
            accepted.addAll(ids);
        }
        return answer;
    }

    CompletableFuture<Answer> sendLater(HttpSender sender, int events) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return send(sender, events);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /**
     * Takes what was accepted until another event is accepted, and that one too: each accepted event must be there, once.
     *
     * @param take what stands in the channel
     */
    void isWhole(Callable<List<Amqp.Taken>> take, Callable<Answer> send) throws Exception {
        List<String> there = new ArrayList<>();
        await().untilAsserted(() -> {
            there.addAll(ids(take.call()));
            assertThat(send.call().status()).isEqualTo(202);
        });
        await().untilAsserted(() -> {
            there.addAll(ids(take.call()));
            assertThat(there).containsAll(accepted);
        });
        assertThat(there).doesNotHaveDuplicates();
    }

    private static List<String> ids(List<Amqp.Taken> events) throws Exception {
        List<String> ids = new ArrayList<>();
        for (Amqp.Taken event : events) {
            JsonNode metadata = JSON.readTree(event.bytes()).get("metadata");
            ids.add(metadata.get("eventId").asText());
        }
        return ids;
    }
}
