package io.stagedoor.api.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.MessageDoc;
import io.stagedoor.operations.ContractView.ChannelMessages;
import io.stagedoor.operations.ContractView.MessageView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Contract", description = "The AsyncAPI document that events are checked against")
public record ContractModel(
        String title,
        String version,

        @Schema(description = "The first 16 hex digits of the SHA-256 of its bytes")
        String hash,

        @Schema(description = "The file") String source,
        List<ChannelMessagesModel> channels) {

    @Schema(name = "ChannelMessages")
    public record ChannelMessagesModel(
            @Schema(description = "Its key in the contract") String name,
            String address,
            String description,
            String contentType,
            List<MessageModel> messages) {}

    @Schema(name = "Message")
    public record MessageModel(
            String name,
            String title,
            String summary,
            String description,

            @Schema(
                    description = "JSON Schema of an event; null for any JSON",
                    nullable = true,
                    implementation = Object.class)
            JsonNode schema,

            @Schema(
                    description = "A valid event; null if none can be made",
                    nullable = true,
                    implementation = Object.class)
            JsonNode example) {

        private static MessageModel of(MessageView view) {
            MessageDoc message = view.message();
            return new MessageModel(
                    message.name(),
                    message.title(),
                    message.summary(),
                    message.description(),
                    message.payload(),
                    view.example());
        }
    }

    public static ContractModel of(Contract contract, List<ChannelMessages> channels) {
        return new ContractModel(
                contract.title(),
                contract.version(),
                contract.hash(),
                contract.source(),
                channels.stream().map(ContractModel::of).toList());
    }

    private static ChannelMessagesModel of(ChannelMessages each) {
        return new ChannelMessagesModel(
                each.channel().name(),
                each.channel().address(),
                each.channel().description(),
                each.channel().contentType(),
                each.messages().stream().map(MessageModel::of).toList());
    }
}
