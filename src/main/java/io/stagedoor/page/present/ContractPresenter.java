package io.stagedoor.page.present;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.contract.MessageDoc;
import io.stagedoor.operations.ContractView.ChannelMessages;
import io.stagedoor.operations.ContractView.MessageView;
import io.stagedoor.operations.Installation;
import io.stagedoor.page.view.Body;
import io.stagedoor.page.view.Channel;
import io.stagedoor.page.view.Contract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Shows the contract, and one channel of it. */
public final class ContractPresenter {

    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    private ContractPresenter() {}

    public static Contract all(
            io.stagedoor.contract.Contract contract, List<ChannelMessages> channels, Installation.Parts parts) {
        List<String> remarks = new ArrayList<>(contract.remarks());
        contract.unserved()
                .forEach(channel ->
                        remarks.add("the channel " + channel.name() + " is not served: " + channel.reason()));
        return new Contract(
                Words.foreign(contract.title() + " " + contract.version()),
                Words.foreign(contract.source()),
                remarks.stream().map(Words::foreign).toList(),
                channels.stream().map(each -> row(each, parts)).toList());
    }

    private static Contract.Row row(ChannelMessages each, Installation.Parts parts) {
        String address = each.channel().address();
        return new Contract.Row(
                Paths.channel(address),
                Words.foreign(address),
                Words.foreign(each.channel().description()),
                Words.foreign(String.join(", ", each.channel().messages())),
                parts.routeOf(address).map(route -> route.source().id()).orElse("none"));
    }

    /**
     * @param fault why the draft was not sent; null if it was not refused
     * @param draft what stands in the form; null for an example with a new id
     */
    public static Channel one(ChannelMessages channel, String fault, String draft) {
        List<MessageView> messages = channel.messages();
        boolean sendable = !channel.channel().hasParameters();
        return new Channel(
                Words.foreign(channel.channel().address()),
                Paths.channel(channel.channel().address()),
                Words.foreign(channel.channel().description()),
                fault == null ? null : Words.foreign(fault),
                messages.stream().map(ContractPresenter::message).toList(),
                draft != null ? draft : sendable ? fresh(messages) : null);
    }

    private static Channel.Message message(MessageView view) {
        MessageDoc message = view.message();
        String title = message.title().isEmpty() ? message.name() : message.title();
        String summary = message.summary().isEmpty() ? message.description() : message.summary();
        return new Channel.Message(
                Words.foreign(title),
                Words.foreign(summary),
                body("Example of " + title, view.example()),
                body("Schema of " + title, message.payload()));
    }

    private static Body body(String label, JsonNode json) {
        return json == null
                ? null
                : BodyPresenter.of(Words.foreign(label), text(json).getBytes(StandardCharsets.UTF_8));
    }

    /** The first example, with an id that no event has had. */
    private static String fresh(List<MessageView> messages) {
        return messages.stream()
                .map(MessageView::example)
                .filter(Objects::nonNull)
                .findFirst()
                .map(example -> {
                    JsonNode copy = example.deepCopy();
                    if (copy.path("metadata") instanceof ObjectNode metadata && metadata.has("eventId")) {
                        metadata.put("eventId", UUID.randomUUID().toString());
                    }
                    return text(copy);
                })
                .orElse("{\n}");
    }

    private static String text(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
