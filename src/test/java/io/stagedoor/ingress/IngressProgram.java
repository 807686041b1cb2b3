package io.stagedoor.ingress;

import static io.stagedoor.ingress.IngressRig.TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.ingress.HttpSender.Answer;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What the running program answers to whoever sends events over HTTP, and what a receiver gets of them. */
abstract class IngressProgram {

    @TempDir
    static Path folder;

    static IngressRig rig;
    static Program program;
    static Receiver receiver;
    static HttpSender ci;
    static HttpSender nobody;

    @BeforeAll
    static void start() throws Exception {
        receiver = new Receiver();
        rig = new IngressRig(folder);
        rig.settings.put("stagedoor.destination.my-service.url", receiver.url());
        rig.settings.put("stagedoor.routes", Program.routes(folder, "1s").toString());
        program = Program.run(folder, rig.settings);
        ci = rig.sender(TOKEN);
        nobody = rig.sender("");
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(program.output())
                .doesNotContain(TOKEN, IngressRig.GITHUB, IngressRig.WHSEC)
                .contains("/events/<channel>, from ci, github, signer");
        program.close();
        receiver.close();
    }

    static List<String> received(String id) {
        await().untilAsserted(() -> assertThat(receiver.requests(id)).isNotEmpty());
        return receiver.requests(id).stream()
                .map(request -> new String(request.body(), UTF_8))
                .toList();
    }

    static void isAccepted(Answer answer, String... ids) throws Exception {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(ids.length);
        assertThat(answer.json().get("eventIds")).extracting(JsonNode::asText).containsExactly(ids);
    }

    static void isProblem(Answer answer, int status, String detail) throws Exception {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
        assertThat(answer.json().get("detail").asText()).contains(detail).doesNotContain(TOKEN);
    }
}
