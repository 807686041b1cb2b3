package io.stagedoor.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A receiver, and webhooks in the two modes of CloudEvents. */
abstract class CloudEventsRig {

    static final String STRUCTURED = "cloudevents-structured";
    static final String BINARY = "cloudevents-binary";

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

    Request posted(Map<String, String> options, String channel, String contentType, byte[] event) throws Exception {
        String uri = webhooks.endpoint(receiver.url(), options);
        assertThat(webhooks.post(uri, "evt_1", channel, contentType, event)).isNull();
        return receiver.requests("evt_1").get(receiver.requests("evt_1").size() - 1);
    }

    static CloudEvent read(Request request) {
        return HttpMessageFactory.createReaderFromMultimap(request.headerLists(), request.body())
                .toEvent();
    }
}
