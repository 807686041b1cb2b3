package io.stagedoor.cli.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Makes a new event from one that was sent before, with a new {@code metadata.eventId} and {@code timestamp}. */
final class FreshEvent {

    private final ObjectMapper mapper = new ObjectMapper();
    private final Clock clock;

    FreshEvent(Clock clock) {
        this.clock = clock;
    }

    /** An event without a {@code metadata} object is repeated byte for byte: it is sent to see it refused. */
    ReadEvent of(ReadEvent event) {
        try {
            JsonNode json = EventJson.parse(event.bytes());
            if (!(json.get("metadata") instanceof ObjectNode metadata)) {
                return event;
            }
            metadata.put("eventId", UUID.randomUUID().toString());
            metadata.put(
                    "timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            return new ReadEvent(event.source(), event.line(), mapper.writeValueAsBytes(json));
        } catch (NotJson e) {
            return event;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a parsed tree can be written", e);
        }
    }
}
