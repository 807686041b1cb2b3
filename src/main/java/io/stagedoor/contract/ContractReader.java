package io.stagedoor.contract;

import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Document;
import io.stagedoor.contract.document.Place;
import io.stagedoor.contract.document.ReferenceCheck;
import io.stagedoor.contract.document.References;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds a contract from a parsed document. A fault in one channel affects only that channel. */
final class ContractReader {
    private ContractReader() {}

    static Contract contract(Document document, String source, boolean assertFormats) throws ContractException {
        Place root = document.root();
        asyncApi3(root);
        Place info = root.child("info");
        Place channels = root.child("channels");
        if (!channels.node().isObject() || channels.node().isEmpty()) {
            throw (channels.exists() ? channels : root).problem("no channels; add one with its address and messages");
        }
        var references = new References(document);
        var check = new ReferenceCheck(references);
        Channels read = channels(
                channels, references, new ChannelReader(references, assertFormats, root.child("defaultContentType")));
        return new Contract(
                text(info, "title").orElse(fileName(document)),
                text(info, "version").orElse("without version"),
                hash(document, references),
                source,
                read,
                remarks(check, root, read.unserved()));
    }

    private static void asyncApi3(Place root) throws ContractException {
        Place version = root.child("asyncapi");
        if (!version.exists()) {
            throw root.problem(found(root) + "; Stagedoor reads AsyncAPI 3; begin the document with 'asyncapi: 3.0.0'");
        }
        String text = version.node().isValueNode() ? version.node().asText() : "without a version";
        if (!text.matches("3\\.\\d+\\.\\d+(-[\\w.-]+)?")) {
            throw version.problem("this is AsyncAPI " + text + "; Stagedoor reads 3.x.y; convert the document");
        }
    }

    private static String found(Place root) {
        for (String other : List.of("openapi", "swagger")) {
            if (root.child(other).exists()) {
                return "this is an OpenAPI document (" + other + " "
                        + root.child(other).node().asText() + ")";
            }
        }
        return root.node().isObject() ? "there is no 'asyncapi' field" : "the document is not an object";
    }

    private static Optional<String> text(Place info, String field) {
        Place place = info.child(field);
        return Optional.of(place.node().isValueNode() ? place.node().asText("").strip() : "")
                .filter(text -> !text.isEmpty());
    }

    private static String fileName(Document document) {
        return document.path().map(path -> path.getFileName().toString()).orElse(document.file());
    }

    private static Channels channels(Place channels, References references, ChannelReader reader) {
        Map<String, List<String>> byAddress = new HashMap<>();
        for (Place entry : channels.children()) {
            byAddress
                    .computeIfAbsent(reader.address(entry), first -> new ArrayList<>())
                    .add(entry.name());
        }
        var written = new ArrayList<Channel>();
        var templated = new ArrayList<Channels.Templated>();
        var unserved = new ArrayList<Unserved>();
        for (Place entry : channels.children()) {
            String address = reader.address(entry);
            try {
                Channel channel = reader.read(entry);
                alone(references.follow(entry), entry.name(), byAddress.get(address));
                if (channel.hasParameters()) {
                    templated.add(new Channels.Templated(channel, reader.template(entry, address)));
                } else {
                    written.add(channel);
                }
            } catch (ContractException e) {
                unserved.add(new Unserved(entry.name(), address, e.getMessage()));
            }
        }
        return new Channels(written, templated, unserved);
    }

    /** Refuses channels that share an address, because their events cannot be told apart. */
    private static void alone(Place channel, String name, List<String> sameAddress) throws ContractException {
        if (sameAddress.size() > 1) {
            Place address = channel.child("address");
            throw address.problem("the address '" + address.node().asText() + "' is also the address of channel "
                    + sameAddress.stream().filter(other -> !other.equals(name)).collect(Collectors.joining(", "))
                    + "; give each its own, or put all messages into one channel");
        }
    }

    private static List<String> remarks(ReferenceCheck check, Place root, List<Unserved> unserved) {
        List<String> told = unserved.stream().map(Unserved::reason).toList();
        return check.dangling(root).stream()
                .map(ContractException::getMessage)
                .filter(remark -> !told.contains(remark))
                .toList();
    }

    private static String hash(Document document, References references) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(document.bytes());
            references.files().stream()
                    .filter(file -> file != document)
                    .map(Document::bytes)
                    .forEach(sha256::update);
            return HexFormat.of().formatHex(sha256.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
