package io.stagedoor.delivery.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A receiver that answers with what was sent to it, and a server that issues tokens. */
abstract class EchoingReceiverRig {

    static final String EVENT = "{\"topic\":\"catalog\"}";

    @TempDir
    Path folder;

    Receiver receiver;
    Receiver server;
    Webhooks webhooks;

    @BeforeEach
    void start() throws Exception {
        receiver = new Receiver();
        server = new Receiver();
        webhooks = new Webhooks(Clock.systemUTC(), folder);
        answers(EchoingReceiverRig::headers);
    }

    @AfterEach
    void stop() throws Exception {
        webhooks.close();
        server.close();
        receiver.close();
    }

    Failure post(Map<String, String> options) throws Exception {
        return webhooks.post(webhooks.endpoint(receiver.url(), new HashMap<>(options)), "evt_1", EVENT);
    }

    void answers(Function<Request, String> body) {
        receiver.answers(request -> new Answer(400, Map.of(), body.apply(request)));
    }

    String secret(String name, String text) throws Exception {
        return "file:" + Files.writeString(folder.resolve(name), text + "\n");
    }

    static String headers(Request request) {
        StringBuilder all = new StringBuilder();
        request.headers()
                .forEach((name, value) ->
                        all.append(name).append(": ").append(value).append("  "));
        return all.toString();
    }

    static String decoded(String basic) {
        return new String(Base64.getDecoder().decode(basic.substring(6)), UTF_8);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
