package io.stagedoor.operations;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.MessageDoc;
import io.stagedoor.contract.example.ExampleEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The contract of the running program, for people. Thread-safe; waits for nothing. */
@Singleton
public class ContractView {

    /**
     * A message with an example.
     *
     * @param example an event that is valid by the channel's schema; null if none can be made
     */
    public record MessageView(MessageDoc message, JsonNode example) {}

    /** A channel, with or without parameters in its address, and its messages. */
    public record ChannelMessages(Channel channel, List<MessageView> messages) {}

    private final Installation installation;

    public ContractView(Installation installation) {
        this.installation = installation;
    }

    public Contract contract() {
        return installation.parts().contract();
    }

    /** In the order of the document, those with parameters in their address last. */
    public List<ChannelMessages> channels() {
        return Stream.concat(contract().channels().stream(), contract().templates().stream())
                .map(ContractView::of)
                .toList();
    }

    private static ChannelMessages of(Channel channel) {
        return new ChannelMessages(
                channel,
                channel.documented().stream()
                        .map(message -> new MessageView(
                                message, ExampleEvent.of(channel, message).orElse(null)))
                        .toList());
    }

    /** A valid event of the channel; empty if none can be made. */
    public Optional<JsonNode> example(Channel channel) {
        return channel.documented().stream()
                .flatMap(message -> ExampleEvent.of(channel, message).stream())
                .findFirst();
    }
}
