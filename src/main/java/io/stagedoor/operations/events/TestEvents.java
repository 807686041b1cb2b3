package io.stagedoor.operations.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.event.Timestamp;
import io.stagedoor.operations.Actor;
import io.stagedoor.operations.Audit;
import io.stagedoor.operations.ContractView;
import io.stagedoor.operations.Impossible;
import io.stagedoor.operations.Installation;
import io.stagedoor.operations.Installation.ChannelRoute;
import io.stagedoor.operations.Invalid;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends a test event to one destination alone: an example of the contract, with a new id. The {@code webhook-id} begins
 * with {@code test-}, so that the receiver can tell. Thread-safe.
 */
@Singleton
public class TestEvents {

    private static final String PREFIX = "test-";

    private final Installation installation;
    private final ContractView contract;
    private final ObjectMapper json = new ObjectMapper();
    private final Clock clock = Clock.systemUTC();

    public TestEvents(Installation installation, ContractView contract) {
        this.installation = installation;
        this.contract = contract;
    }

    /**
     * @param channel name or address of the channel whose example it is; empty for one whose route can choose the
     *     destination
     * @return the id of the event
     * @throws io.stagedoor.operations.NotFound when there is no such destination
     * @throws Invalid for an unknown channel
     * @throws Impossible when the contract gives no example
     * @throws IOException when the broker does not answer
     */
    public String send(String destination, Optional<String> channel, Actor who) throws IOException {
        String id = PREFIX + UUID.randomUUID();
        String outcome = "failed";
        try {
            installation.destination(destination);
            Channel from = channel(destination, channel);
            JsonNode example = contract.example(from)
                    .orElseThrow(() -> new Impossible("the contract has no example of a message of the channel "
                            + from.name() + ", and none can be made: write one into the document"));
            DestinationSender.send(
                    installation.parts().broker(),
                    destination,
                    new DestinationSender.Outgoing(
                            id, from.address(), Timestamp.of(clock.instant()), from.contentType(), body(example, id)));
            outcome = "done";
            return id;
        } finally {
            Audit.write("test", who, destination, outcome, Map.of("event", id));
        }
    }

    private Channel channel(String destination, Optional<String> named) {
        Contract known = contract.contract();
        if (named.isPresent()) {
            return known.channel(named.get())
                    .filter(channel -> !channel.hasParameters())
                    .orElseThrow(() -> new Invalid(
                            "channel",
                            "channel: the contract has no channel with this name or address; see the list"
                                    + " of channels"));
        }
        return installation.parts().routes().stream()
                .filter(route -> route.destinations().contains(destination))
                .map(ChannelRoute::channel)
                .flatMap(address -> known.at(address).stream())
                .findFirst()
                .or(() -> known.channels().stream().findFirst())
                .orElseThrow(() -> new Impossible("the contract has no channel with an address of its own"));
    }

    /** The example, with the id in it where the contract of Backstage has one. */
    private byte[] body(JsonNode example, String id) throws JsonProcessingException {
        JsonNode copy = example.deepCopy();
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            if (metadata.has("eventId")) {
                metadata.put("eventId", id.substring(PREFIX.length()));
            }
            if (metadata.has("timestamp")) {
                metadata.put("timestamp", Timestamp.of(clock.instant()));
            }
        }
        return json.writeValueAsBytes(copy);
    }
}
