package io.stagedoor.contract;

import io.stagedoor.contract.schema.PayloadSchema;
import java.util.List;

/**
 * One channel of the contract.
 *
 * @param name its key under {@code channels}
 * @param address the AMQP address its events come from; safe as the name of a queue and as the path of a folder. If it
 *     has parameters, such as {@code user/{userId}/signedup}, {@link Contract#channel} gives the channel of one
 *     matching address
 * @param description from the document; "" if it has none
 * @param contentType a JSON media type, the same for each of its messages
 * @param messages the names of its messages, in document order
 * @param actions the values that {@code /eventPayload/action} may have, in document order; empty if any value may be
 * @param schema accepts an event that matches the payload of any of its messages
 * @param documented its messages for people, in document order
 */
public record Channel(
        String name,
        String address,
        String description,
        String contentType,
        List<String> messages,
        List<String> actions,
        PayloadSchema schema,
        List<MessageDoc> documented) {
    public Channel {
        documented = List.copyOf(documented);
        messages = List.copyOf(messages);
        actions = List.copyOf(actions);
    }

    /** Whether the address has parameters, so that no event comes from it literally. */
    public boolean hasParameters() {
        return AddressTemplate.is(address);
    }

    /** An example of a matching address. */
    public String sample() {
        return AddressTemplate.sample(address);
    }

    Channel at(String concrete) {
        return new Channel(name, concrete, description, contentType, messages, actions, schema, documented);
    }
}
