package io.stagedoor;

import static io.stagedoor.testing.Events.BUILD;
import static io.stagedoor.testing.Events.ENTITY;
import static io.stagedoor.testing.Events.LOCATION;
import static io.stagedoor.testing.Events.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import io.stagedoor.fuzz.AmqpBytes;
import io.stagedoor.fuzz.RawMessages;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Amqp.Taken;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import io.stagedoor.testing.receiver.Receiver.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What happens to an event between the AMQP client that sends it and the receiver, the archive or the dead letters:
 * with the packaged program as a process, a real broker and a real HTTP server. Subclasses choose the broker.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FlowPromises {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private Receiver receiver;
    private Program program;
    private Amqp amqp;

    /** Starts the program on a broker, and a client on the same one. */
    void start(Map<String, String> brokerSettings, String url, String user, String password) throws Exception {
        receiver = new Receiver();
        Map<String, String> settings = new HashMap<>(brokerSettings);
        Path routes = Program.routes(folder, "300ms,300ms");
        failOnStartedBuilds(routes.resolve("techdocs-build.yaml"));
        settings.put("stagedoor.routes", routes.toString());
        settings.put("stagedoor.destination.my-service.url", receiver.url());
        program = Program.run(folder, settings);
        amqp = user == null ? Amqp.inside(folder, url) : new Amqp(url, user, password);
    }

    private static void failOnStartedBuilds(Path route) throws IOException {
        String indent = " ".repeat(18);
        String failure = indent + "- throwException:\n"
                + indent + "    exceptionType: java.lang.IllegalStateException\n"
                + indent + "    message: boom\n";
        Files.writeString(route, Files.readString(route).replace(indent + "- log:", failure + indent + "- log:"));
    }

    @AfterAll
    void stop() {
        if (program == null) {
            return; // Skipped: there was no broker to be had.
        }
        amqp.close();
        program.close();
        receiver.close();
    }

    @AfterEach
    void receiverIsWellAgain() {
        receiver.answers(request -> Answer.of(204));
    }

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                      | json     | ``",
                "{\"a\":1,\"a\":2}                                      | json     | ``",
                "not json                                               | json     | ``",
                "[]                                                     | type     | ``",
                "{\"topic\":\"scaffolder\",\"eventPayload\":{}}         | required | ``",
                "{\"topic\":\"x\",\"eventPayload\":{},\"metadata\":{}}  | const    | /topic",
                "{\"topic\":\"scaffolder\",\"eventPayload\":{\"action\":\"x\"},\"metadata\":{}}"
                        + " | enum | /eventPayload/action",
                "{\"topic\":\"scaffolder\",\"eventPayload\":{},\"metadata\":{\"eventId\":\"7\"}}"
                        + " | format | /metadata/eventId",
                "{\"topic\":\"scaffolder\",\"eventPayload\":{},\"metadata\":{\"timestamp\":\"now\"}}"
                        + " | format | /metadata/timestamp"
            })
    void what_does_not_fit_the_contract_is_a_dead_letter_with_its_reason(String body, String keyword, String pointer)
            throws Exception {
        amqp.send(TASK, body.getBytes(StandardCharsets.UTF_8));

        Taken dead = amqp.take("dead-letter/" + TASK);
        assertThat(new String(dead.bytes(), StandardCharsets.UTF_8)).isEqualTo(body);
        assertThat(dead.text("reason")).isEqualTo("invalid");
        assertThat(dead.text("keyword")).isEqualTo(keyword);
        if (!keyword.equals("json")) {
            assertThat(dead.text("pointer")).isEqualTo(pointer);
        }
        assertThat(dead.text("error")).isNotBlank();
        assertThat(dead.text("channel")).isEqualTo(TASK);
        assertThat(dead.text("route")).isEqualTo("scaffolder-task");
        assertThat(dead.text("contract")).startsWith("Backstage Events System 1.0.0 (");
    }

    @Test
    void what_is_no_text_is_a_dead_letter_with_its_body_untouched() throws Exception {
        Map<String, Object> map = Map.of("topic", "scaffolder");
        amqp.send(TASK, Message.create(map));
        assertDead("body", map);
        amqp.send(TASK, Message.create(List.of("a", 1)));
        assertDead("body", List.of("a", 1));
        amqp.send(TASK, Message.create((Object) 42));
        assertDead("body", 42);
        amqp.send(TASK, Message.create(""));
        assertDead("body", "");
        amqp.send(TASK, Message.create(new byte[0]));
        assertDead("body", new byte[0]);
        byte[] binary = {(byte) 0xff, 0, (byte) 0xc0, (byte) 0x80};
        amqp.send(TASK, Message.create(binary));
        assertDead("json", binary);
        amqp.send(TASK, Message.create(binary).contentType("application/json"));
        assertDead("json", binary);
        byte[] serialized = {(byte) 0xac, (byte) 0xed, 0, 5, 't', 0, 1, 'x'};
        amqp.send(TASK, Message.create(serialized).contentType("application/x-java-serialized-object"));
        assertDead("body", serialized);
    }

    @Test
    void what_is_odd_about_a_message_is_no_matter_to_an_event_and_what_is_no_message_is_a_dead_letter()
            throws Exception {
        String id = Events.newId();
        byte[] event = Events.task(id, "completed").getBytes(StandardCharsets.UTF_8);
        amqp.send(TASK, Message.create(event).annotation("x-opt-jms-msg-type", "text"));
        byte[] none = AmqpBytes.string("no section");
        amqp.sendRaw(TASK, RawMessages.of(none));
        String next = send(TASK, Events.task(Events.newId(), "completed"));

        await().until(() ->
                !archived(TASK, next).isEmpty() && !archived(TASK, id).isEmpty());
        Taken dead = amqp.take("dead-letter/" + TASK);
        assertThat(dead.bytes()).endsWith(none);
        assertThat(dead.text("reason")).isEqualTo("invalid");
        assertThat(dead.text("error")).startsWith("the AMQP message cannot be decoded");
    }

    @Test
    void what_is_no_event_in_the_queue_of_a_destination_is_a_dead_letter_and_the_next_is_delivered() throws Exception {
        String queue = "deliver/my-service";
        amqp.send(queue, Message.create(new byte[] {1}).property("stagedoor_events", -5));
        posted(send(TASK, Events.task(Events.newId(), "completed")));

        assertThat(amqp.take("dead-letter/" + queue).text("reason")).isEqualTo("undeliverable");
        assertThat(program.output()).containsPattern("given up, now a dead letter: .*queue=deliver/my-service");
    }

    @Test
    void an_event_over_the_limit_is_a_dead_letter_and_one_at_the_limit_is_delivered() throws Exception {
        String id = Events.newId();
        String event = Events.task(id, "completed");
        String fits = event + " ".repeat(262_144 - event.length());
        amqp.send(TASK, fits.getBytes(StandardCharsets.UTF_8));
        assertThat(posted(id).body()).hasSize(262_144);

        byte[] tooLarge = (fits + " ").getBytes(StandardCharsets.UTF_8);
        amqp.send(TASK, tooLarge);
        assertDead("size", tooLarge);
    }

    @Test
    void an_event_without_action_is_archived_and_a_dead_letter_with_reason_unrouted() throws Exception {
        String id = Events.newId();
        String event = Events.task(id, "completed").replaceFirst("\"action\": \"completed\",", "");
        amqp.send(TASK, event.getBytes(StandardCharsets.UTF_8));

        Taken dead = amqp.take("dead-letter/" + TASK);
        assertThat(dead.text("reason")).isEqualTo("unrouted");
        assertThat(dead.text("event_id")).isEqualTo(id);
        assertThat(new String(dead.bytes(), StandardCharsets.UTF_8)).isEqualTo(event);
        await().until(() -> !archived(TASK, id).isEmpty());
        assertThat(receiver.requests(id)).isEmpty();
    }

    @Test
    void an_event_that_its_route_fails_on_is_a_dead_letter_and_reaches_no_destination_and_the_next_one_flows_on()
            throws Exception {
        String failing = Events.text("techdocs-build.json")
                .replace("build_completed", "build_started")
                .replace("5118d7cb-a958-561e-93e1-5d5a2f8551eb", Events.newId());
        String id = send(BUILD, failing);
        String next = send(BUILD, Events.text("techdocs-build.json").replace("5118d7cb", "5118d7cc"));

        Taken dead = amqp.take("dead-letter/" + BUILD);
        assertThat(dead.text("event_id")).isEqualTo(id);
        assertThat(dead.text("reason")).isEqualTo("undeliverable");
        assertThat(dead.text("error")).isEqualTo("the route techdocs-build failed: IllegalStateException: boom");
        assertThat(new String(dead.bytes(), StandardCharsets.UTF_8)).isEqualTo(failing);
        await().until(() -> !archived(BUILD, next).isEmpty());
        // The route had sent it to the archive before it failed.
        assertThat(archived(BUILD, id)).isEmpty();
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

    @Test
    void a_failed_webhook_is_tried_again_by_schedule_with_the_same_id_and_then_delivered() throws Exception {
        String id = Events.newId();
        receiver.answers(request ->
                id.equals(request.id()) && receiver.requests(id).size() < 3 ? Answer.of(503) : Answer.of(200));
        send(TASK, Events.task(id, "completed"));

        await().until(() -> receiver.requests(id).size() == 3);
        assertThat(receiver.requests(id))
                .extracting(request -> new String(request.body(), StandardCharsets.UTF_8))
                .containsOnly(Events.task(id, "completed"));
    }

    @Test
    void a_webhook_that_fails_to_the_end_of_its_schedule_is_a_dead_letter() throws Exception {
        String id = Events.newId();
        receiver.answers(
                request -> id.equals(request.id()) ? new Answer(500, Map.of(), "out of order") : Answer.of(204));
        send(TASK, Events.task(id, "completed"));

        Taken dead = amqp.take("dead-letter/deliver/my-service");
        assertThat(dead.text("event_id")).isEqualTo(id);
        assertThat(dead.text("reason")).isEqualTo("exhausted");
        assertThat(dead.text("attempts")).isEqualTo("3");
        assertThat(dead.text("last_status")).isEqualTo("500");
        assertThat(dead.text("error")).isEqualTo("HTTP 500: out of order");
        assertThat(dead.text("destination")).isEqualTo("my-service");
        assertThat(dead.text("first_failure")).isLessThan(dead.text("last_failure"));
        assertThat(new String(dead.bytes(), StandardCharsets.UTF_8)).isEqualTo(Events.task(id, "completed"));
        assertThat(receiver.requests(id)).hasSize(3);
    }

    @Test
    void a_rejected_webhook_is_a_dead_letter_at_once() throws Exception {
        String id = Events.newId();
        receiver.answers(request -> id.equals(request.id()) ? Answer.of(422) : Answer.of(204));
        send(TASK, Events.task(id, "completed"));

        Taken dead = amqp.take("dead-letter/deliver/my-service");
        assertThat(dead.text("reason")).isEqualTo("rejected");
        assertThat(dead.text("attempts")).isEqualTo("1");
        assertThat(receiver.requests(id)).hasSize(1);
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() throws Exception {
        String id = Events.newId();
        receiver.answers(request -> id.equals(request.id())
                ? new Answer(302, Map.of("Location", receiver.url() + "/elsewhere"), "")
                : Answer.of(204));
        send(TASK, Events.task(id, "completed"));

        assertThat(amqp.take("dead-letter/deliver/my-service").text("last_status"))
                .isEqualTo("302");
        assertThat(receiver.requests(id)).extracting(Request::path).containsOnly("/hook");
    }

    private void assertDead(String keyword, Object body) throws Exception {
        Taken dead = amqp.take("dead-letter/" + TASK);
        assertThat(dead.text("reason")).isEqualTo("invalid");
        assertThat(dead.text("keyword")).isEqualTo(keyword);
        assertThat(dead.body()).isEqualTo(body);
    }

    /** @return the event's id */
    private String send(String channel, String event) throws Exception {
        amqp.send(channel, event.getBytes(StandardCharsets.UTF_8));
        return id(event.getBytes(StandardCharsets.UTF_8));
    }

    private Request posted(String id) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> receiver.requests(id), requests -> !requests.isEmpty())
                .get(0);
    }

    private static String id(byte[] event) throws IOException {
        return JSON.readTree(event).at("/metadata/eventId").textValue();
    }

    private List<JsonNode> archived(String channel, String id) throws IOException {
        Path archive = folder.resolve("data/archive").resolve(channel);
        List<JsonNode> found = new ArrayList<>();
        if (Files.exists(archive)) {
            try (Stream<Path> files = Files.list(archive)) {
                for (Path file : files.toList()) {
                    for (String line : Files.readAllLines(file)) {
                        JsonNode json = JSON.readTree(line);
                        if (json.path("id").textValue().equals(id)) {
                            found.add(json);
                        }
                    }
                }
            }
        }
        return found;
    }
}
