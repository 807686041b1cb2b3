package io.stagedoor;

import static io.stagedoor.testing.Events.BUILD;
import static io.stagedoor.testing.Events.ENTITY;
import static io.stagedoor.testing.Events.LOCATION;
import static io.stagedoor.testing.Events.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What happens to an event between the AMQP client that sends it and the receiver, the archive or the dead letters:
 * with the packaged program as a process, a real broker and a real HTTP server. Subclasses choose the broker.
 */
abstract class FlowPromises extends FailedWebhookPromises {

    @ParameterizedTest
    @CsvSource({
        ENTITY + ", catalog-created-ledger.json, true",
        ENTITY + ", catalog-updated-payments.json, false",
        ENTITY + ", catalog-deleted-ledger.json, true",
        LOCATION + ", location-added.json, false",
        LOCATION + ", location-removed.json, true",
        TASK + ", scaffolder-open.json, false",
        TASK + ", scaffolder-processing.json, false",
        TASK + ", scaffolder-completed.json, true",
        TASK + ", scaffolder-failed.json, true",
        TASK + ", scaffolder-cancelled.json, true",
        BUILD + ", techdocs-build.json, true"
    })
    void every_example_event_is_archived_and_those_that_my_service_wants_are_posted(
            String channel, String file, boolean posted) throws Exception {
        byte[] event = Events.file(file);
        String id = id(event);
        amqp.send(channel, event);

        JsonNode line = await().until(() -> archived(channel, id), lines -> !lines.isEmpty())
                .get(0);
        assertThat(line.path("body").textValue().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(event);
        assertThat(line.path("event")).isEqualTo(JSON.readTree(event));
        assertThat(line.path("channel").textValue()).isEqualTo(channel);
        if (posted) {
            Request request = await().until(() -> receiver.requests(id), requests -> !requests.isEmpty())
                    .get(0);
            assertThat(request.body()).isEqualTo(event);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.headers()).containsEntry("content-type", "application/json");
        } else {
            String sentinel = send(TASK, Events.task(Events.newId(), "completed"));
            await().until(() -> !receiver.requests(sentinel).isEmpty());
            assertThat(receiver.requests(id)).isEmpty();
        }
    }

    @Test
    void a_webhook_is_signed_as_standard_webhooks_says() throws Exception {
        Request request = posted(send(TASK, Events.task(Events.newId(), "completed")));

        String secret =
                Files.readString(folder.resolve("data/secrets/my-service")).strip();
        new Webhook(secret).verify(new String(request.body(), StandardCharsets.UTF_8), request.headerLists());
        long timestamp = Long.parseLong(request.headers().get("webhook-timestamp"));
        assertThat(Math.abs(timestamp - System.currentTimeMillis() / 1000)).isLessThan(60);
    }

    @Test
    void an_event_is_the_same_event_whichever_way_its_client_sent_it() throws Exception {
        List<Message<?>> ways = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int way = 0; way < 5; way++) {
            String id = Events.newId();
            String text = Events.task(id, "failed");
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            ids.add(id);
            ways.add(
                    switch (way) {
                        case 0 -> Message.create(text);
                        case 1 -> Message.create(bytes);
                        case 2 -> Message.create(bytes).contentType("application/json");
                        case 3 -> Message.create(text).annotation("x-opt-jms-msg-type", (byte) 5);
                        default -> Message.create(bytes).annotation("x-opt-jms-msg-type", (byte) 3);
                    });
        }
        for (Message<?> way : ways) {
            amqp.send(TASK, way);
        }
        for (String id : ids) {
            assertThat(new String(posted(id).body(), StandardCharsets.UTF_8)).isEqualTo(Events.task(id, "failed"));
        }
    }

    @Test
    void nothing_in_a_message_steers_where_it_goes_or_what_is_sent() throws Exception {
        String id = Events.newId();
        Message<?> message = Message.create(Events.task(id, "completed").getBytes(StandardCharsets.UTF_8))
                .replyTo("stolen")
                .subject("x")
                .correlationId("x")
                .groupId("x");
        for (String name : List.of(
                "CamelHttpUri",
                "CamelHttpMethod",
                "CamelHttpQuery",
                "CamelJmsDestinationName",
                "CamelJmsDestination",
                "CamelFileName",
                "CamelHttpPath",
                "CamelHttpRawQuery",
                "CamelFilePath",
                "CamelToEndpoint",
                "CamelJmsDeliveryMode",
                "JMSReplyTo",
                "JMSDestination",
                "JMSXGroupID",
                "JMS_AMQP_MESSAGE_ANNOTATIONS",
                "_AMQ_DUPL_ID",
                "_AMQ_GROUP_ID",
                "_AMQ_LVQ_NAME",
                "_AMQ_ROUTING_TYPE",
                "_AMQ_SCHED_DELIVERY",
                "_HDR_ROUTE_TO_IDS",
                "X-Forwarded-For",
                "Cookie",
                "Content-Length",
                "Transfer-Encoding",
                "Host",
                "Authorization",
                "webhook-id",
                "webhook-signature",
                "content-type",
                "stagedoor_event_id",
                "stagedoor_channel",
                "stagedoor_attempts")) {
            message.property(name, "stolen");
        }
        amqp.send(TASK, message);

        Request request = posted(id);
        assertThat(request.path()).isEqualTo("/hook");
        assertThat(request.headers().values()).noneMatch(value -> value.contains("stolen"));
        // Exactly what any other event's request has, too.
        assertThat(request.headers().keySet())
                .isEqualTo(posted(send(TASK, Events.task(Events.newId(), "completed")))
                        .headers()
                        .keySet());
        assertThat(archived(TASK, id)).hasSize(1);
        send(TASK, Events.task(Events.newId(), "completed"));
        assertThat(amqp.takeAll("stolen")).isEmpty();
    }
}
