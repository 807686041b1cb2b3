package io.stagedoor.contract;

import java.util.List;

/**
 * One channel of the contract.
 *
 * @param name its key under {@code channels}
 * @param address the AMQP address its events come from; safe as a queue name and as a folder's path. Where it has
 *     parameters, such as {@code user/{userId}/signedup}, {@link Contract#channel} gives the channel of an address that
 *     it stands for
 * @param description the document's words, "" where it has none
 * @param contentType a JSON media type, the same for each of its messages
 * @param messages the names of its messages, in document order
 * @param actions the values that {@code /eventPayload/action} may have, in document order, empty where any may be
 * @param schema what an event of this channel must satisfy: the payload of any of its messages
 */
public record Channel(
        String name,
        String address,
        String description,
        String contentType,
        List<String> messages,
        List<String> actions,
        PayloadSchema schema) {
    public Channel {
        messages = List.copyOf(messages);
        actions = List.copyOf(actions);
    }

    /** Whether the address stands for many, and is itself none that events could come from. */
    public boolean hasParameters() {
        return AddressTemplate.is(address);
    }

    /** One of the addresses that it stands for. */
    public String sample() {
        return AddressTemplate.sample(address);
    }

    Channel at(String concrete) {
        return new Channel(name, concrete, description, contentType, messages, actions, schema);
    }
}
