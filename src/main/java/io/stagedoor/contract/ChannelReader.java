package io.stagedoor.contract;

import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import io.stagedoor.contract.document.References;
import io.stagedoor.contract.schema.SchemaCompiler;
import io.stagedoor.contract.schema.SchemaReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a Channel Object (AsyncAPI 3.0) with everything it refers to. */
final class ChannelReader {
    /** RFC 9110 section 8.3.1, with the structured syntax suffix of RFC 6839 section 3.1. */
    private static final Pattern JSON_MEDIA_TYPE = Pattern.compile(
            "(application/json|[\\w!#$&^.-]+/[\\w!#$&^.-]+\\+json)"
                    + "([ \\t]*;[ \\t]*[\\w!#$&^.+-]+=([\\w!#$&^.+-]+|\"[ !#-\\[\\]-~]*\"))*",
            Pattern.CASE_INSENSITIVE);

    private static final String DEFAULT_CONTENT_TYPE = "application/json";

    private final References references;
    private final MessageReader messages;
    private final SchemaReader schemas;
    private final SchemaCompiler compiler;
    private final Actions actions;
    private final Place defaultContentType;

    ChannelReader(References references, boolean assertFormats, Place defaultContentType) {
        this.references = references;
        this.schemas = new SchemaReader(references);
        this.messages = new MessageReader(references, schemas);
        this.compiler = new SchemaCompiler(schemas, assertFormats);
        this.actions = new Actions(schemas);
        this.defaultContentType = defaultContentType;
    }

    Channel read(Place entry) throws ContractException {
        Place channel = references.follow(entry);
        if (!channel.node().isObject()) {
            throw channel.problem("a channel must be an object; give it an address and messages");
        }
        String address = Address.of(channel);
        List<Message> all = messages(channel);
        List<Place> payloads = all.stream().flatMap(m -> m.payload().stream()).toList();
        return new Channel(
                entry.name(),
                address,
                channel.node().path("description").asText("").strip(),
                contentType(all),
                all.stream().map(Message::name).toList(),
                actions.of(payloads),
                payloads.size() < all.size() ? compiler.anything() : compiler.anyOf(payloads),
                documented(all));
    }

    private List<MessageDoc> documented(List<Message> all) throws ContractException {
        List<MessageDoc> documented = new ArrayList<>();
        for (Message message : all) {
            documented.add(MessageDoc.of(message, schemas));
        }
        return documented;
    }

    /** The address in the document; "" if there is none. */
    String address(Place entry) {
        try {
            return references.follow(entry).child("address").node().asText("");
        } catch (ContractException noChannel) {
            return ""; // Reading the channel reports it.
        }
    }

    /** The template of an address with parameters. */
    AddressTemplate template(Place entry, String address) throws ContractException {
        Place channel = references.follow(entry);
        Map<String, Set<String>> allowed = new HashMap<>();
        for (Place named : channel.child("parameters").children()) {
            Place parameter = references.follow(named);
            Set<String> values = new LinkedHashSet<>();
            parameter
                    .child("enum")
                    .children()
                    .forEach(value -> values.add(value.node().asText()));
            if (!values.isEmpty()) {
                allowed.put(named.name(), values);
            }
        }
        try {
            return new AddressTemplate(address, allowed);
        } catch (IllegalArgumentException e) {
            throw channel.child("address").problem(e.getMessage());
        }
    }

    private List<Message> messages(Place channel) throws ContractException {
        var all = new ArrayList<Message>();
        for (Place entry : channel.child("messages").children()) {
            all.add(messages.read(entry));
        }
        if (all.isEmpty()) {
            throw channel.problem("this channel has no messages, so no event can be valid; add one");
        }
        return all;
    }

    // One channel has one content type: an event does not say which of several it has.
    private String contentType(List<Message> all) throws ContractException {
        String first = null;
        for (Message message : all) {
            String type = contentType(message);
            if (first != null && !first.equals(type)) {
                throw message.place()
                        .problem("its content type '" + type + "' differs from '" + first
                                + "' of the channel's other messages; use the same type, or another channel");
            }
            first = type;
        }
        return first;
    }

    private String contentType(Message message) throws ContractException {
        Optional<Place> said =
                message.contentType().or(() -> Optional.of(defaultContentType).filter(Place::exists));
        if (said.isEmpty()) {
            return DEFAULT_CONTENT_TYPE;
        }
        String type = said.get().node().asText();
        if (!JSON_MEDIA_TYPE.matcher(type).matches()) {
            throw said.get()
                    .problem("the content type '" + type + "' is not JSON; use application/json, or a type that"
                            + " ends in +json");
        }
        return type;
    }
}
