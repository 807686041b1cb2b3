package io.stagedoor.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stagedoor.cli.BrokerCommandRig;
import io.stagedoor.deadletter.DeadLetter;
import io.stagedoor.deadletter.DeadLetterReason;
import io.stagedoor.testing.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.qpid.protonj2.client.Message;

/** A broker with dead letters, and the commands for them. */
public abstract class DeadLettersRig extends BrokerCommandRig {

    public static final String CMDB = "dead-letter/deliver/cmdb";
    static final String AUDIT = "dead-letter/deliver/audit";
    public static final String ENTITY = "dead-letter/" + Events.ENTITY;

    public DeadLettersRig() {
        super("dead-letters");
    }

    public void exhausted(String destination, String id, Duration age) throws Exception {
        Instant last = Instant.now().minus(age);
        DeadLetter letter = new DeadLetter(
                DeadLetterReason.EXHAUSTED,
                "HTTP 503",
                destination,
                destination,
                10,
                last,
                last,
                503,
                null,
                null,
                null);
        send(
                "dead-letter/deliver/" + destination,
                Events.task(id, "completed").getBytes(UTF_8),
                letter.properties(),
                Map.of(
                        "stagedoor_event_id", id,
                        "stagedoor_channel", Events.TASK,
                        "stagedoor_received", "2026-11-23T07:00:00Z",
                        "stagedoor_content_type", "application/json",
                        "tenant", "blue"));
    }

    public void invalid(String id, byte[] body, String pointer, String keyword, String error) throws Exception {
        DeadLetter letter = DeadLetter.invalid("catalog-entity", pointer, keyword, error, "Backstage 1 (abc)");
        send(
                ENTITY,
                body,
                letter.at(Instant.now()).properties(),
                Map.of("stagedoor_event_id", id, "stagedoor_channel", Events.ENTITY, "tenant", "blue"));
    }

    @SafeVarargs
    public final void send(String queue, byte[] body, Map<String, Object>... properties) throws Exception {
        Message<byte[]> message = Message.create(body).messageId("message-of-its-own");
        for (Map<String, Object> some : properties) {
            for (Map.Entry<String, Object> property : some.entrySet()) {
                message.property(property.getKey(), property.getValue());
            }
        }
        amqp.send(queue, message);
    }
}
