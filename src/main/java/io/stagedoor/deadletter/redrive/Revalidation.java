package io.stagedoor.deadletter.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.Violation;
import io.stagedoor.contract.ViolationText;
import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import java.util.List;
import java.util.Optional;

/**
 * Whether an event is valid now, by the contract of today.
 *
 * @param largest event, in bytes
 */
public record Revalidation(Contract contract, int largest) {

    /** Why it is not; the same words for the same fault. */
    Optional<String> fault(StoredDeadLetter letter) {
        Optional<String> address = letter.channel()
                .or(() -> letter.origin().filter(name -> contract.channel(name).isPresent()));
        if (address.isEmpty()) {
            return Optional.of("do not say which channel they came through");
        }
        Optional<Channel> channel = contract.channel(address.get());
        if (channel.isEmpty()) {
            return Optional.of("of the channel " + address.get() + ", which the contract does not have");
        }
        if (letter.body().length > largest) {
            return Optional.of("size: more than the " + largest + " bytes that an event may have");
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
