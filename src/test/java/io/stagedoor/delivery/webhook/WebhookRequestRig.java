package io.stagedoor.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A receiver, and webhooks to it. */
abstract class WebhookRequestRig {

    static final String EVENT = "{ \"topic\": \"catalog\", \"n\": 1.10 }";

    @TempDir
    Path folder;

    Receiver receiver;
    Webhooks webhooks;

    @BeforeEach
    void start() throws Exception {
        receiver = new Receiver();
        webhooks = new Webhooks(Clock.systemUTC(), folder);
    }

    @AfterEach
    void stop() throws Exception {
        webhooks.close();
        receiver.close();
    }

    Request posted(Map<String, String> options) throws Exception {
        String uri = webhooks.endpoint(receiver.url(), options);
        assertThat(webhooks.post(uri, "evt_1", EVENT)).isNull();
        return receiver.requests("evt_1").get(0);
    }

    String assertRefused(Map<String, String> options, String... said) {
        StringWriter text = new StringWriter();
        assertThatThrownBy(() -> webhooks.endpoint(receiver.url(), options)).satisfies(refused -> {
            refused.printStackTrace(new PrintWriter(text, true));
            assertThat(refused).rootCause().message().contains(said);
        });
        return text.toString();
    }
}
