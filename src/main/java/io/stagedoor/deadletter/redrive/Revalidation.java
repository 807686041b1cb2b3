package io.stagedoor.deadletter.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.schema.Violation;
import io.stagedoor.contract.schema.ViolationText;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import java.util.List;
import java.util.Optional;

/**
 * Checks dead letters against the current contract.
 *
 * @param largest the largest event, in bytes
 */
public record Revalidation(Contract contract, int largest) {

    /** Why it is not valid; the same text for the same fault. Empty when it is valid. */
    Optional<String> fault(StoredDeadLetter letter) {
        Optional<String> address = letter.channel()
                .or(() -> letter.origin().filter(name -> contract.channel(name).isPresent()));
        if (address.isEmpty()) {
            return Optional.of("from an unknown channel");
        }
        Optional<Channel> channel = contract.channel(address.get());
        if (channel.isEmpty()) {
            return Optional.of("from the channel " + address.get() + ", which is not in the contract");
        }
        if (letter.body().length > largest) {
            return Optional.of("size: larger than " + largest + " bytes, the limit for an event");
        }
        return fault(channel.get(), letter.body());
    }

    private static Optional<String> fault(Channel channel, byte[] body) {
        JsonNode json;
        try {
            json = EventJson.parse(body);
        } catch (NotJson e) {
            return Optional.of("json: " + e.getMessage());
        }
        List<Violation> violations = channel.schema().validate(json);
        return violations.stream().findFirst().map(first -> channel.name() + ": " + ViolationText.of(first));
    }
}
