package io.stagedoor.operations.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.broker.queue.QueueLinks;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.schema.Violation;
import io.stagedoor.contract.schema.ViolationText;
import io.stagedoor.event.EventId;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import io.stagedoor.operations.Actor;
import io.stagedoor.operations.Audit;
import io.stagedoor.operations.Installation;
import io.stagedoor.operations.Invalid;
import io.stagedoor.operations.NotFound;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/** Sends an event to a channel, as a producer does. It is checked first, so that it is no dead letter. Thread-safe. */
@Singleton
public class ChannelEvents {

    private static final long PATIENCE_SECONDS = 10;
    private static final String BODY = "body";

    private final Installation installation;

    public ChannelEvents(Installation installation) {
        this.installation = installation;
    }

    /**
     * The channel of an address, which has no parameters.
     *
     * @throws NotFound when the contract has none
     */
    public Channel channel(String address) {
        return installation
                .parts()
                .contract()
                .at(address)
                .orElseThrow(() -> new NotFound("the contract has no channel with this address"));
    }

    /**
     * Returns when the broker has it.
     *
     * @return the id of the event
     * @throws NotFound as {@link #channel}
     * @throws Invalid when it is no JSON, too large, or does not match the contract; the message says where
     * @throws IOException when the broker did not confirm it; it may have it
     */
    public String send(String address, byte[] body, Actor who) throws IOException {
        Channel channel = channel(address);
        String messageId = UUID.randomUUID().toString();
        String id = EventId.of(checked(channel, body), messageId, address, body);
        String outcome = "failed";
        try (AmqpConnector connector = new AmqpConnector(installation.parts().broker());
                Sender sender = connector
                        .open()
                        .openSender(address, QueueLinks.sender().sendTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))) {
            Message<byte[]> message =
                    Message.create(body).durable(true).messageId(messageId).contentType(channel.contentType());
            sender.send(message).awaitAccepted(PATIENCE_SECONDS, TimeUnit.SECONDS);
            outcome = "done";
            return id;
        } catch (ClientException e) {
            throw new IOException("the broker did not confirm the event: " + e.getMessage(), e);
        } finally {
            Audit.write("send", who, address, outcome, Map.of("event", id));
        }
    }

    private JsonNode checked(Channel channel, byte[] body) {
        int largest = installation.parts().largestEvent();
        if (body.length > largest) {
            throw new Invalid(BODY, "the event is larger than " + largest + " bytes, the limit for an event");
        }
        JsonNode json;
        try {
            json = EventJson.parse(body);
        } catch (NotJson e) {
            throw new Invalid(BODY, "this is no JSON: " + e.getMessage());
        }
        List<Violation> violations = channel.schema().validate(json);
        if (!violations.isEmpty()) {
            throw new Invalid(BODY, ViolationText.of(violations.get(0)));
        }
        return json;
    }
}
