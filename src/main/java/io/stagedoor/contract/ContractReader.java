package io.stagedoor.contract;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** From a parsed document to a contract; the first problem ends it. */
final class ContractReader {
    private ContractReader() {}

    static Contract contract(Document document, String source, boolean assertFormats) throws ContractException {
        Place root = document.root();
        asyncApi3(root);
        Place info = root.child("info");
        String title = text(info, "title");
        String version = text(info, "version");
        Place channels = root.child("channels");
        if (!channels.node().isObject() || channels.node().isEmpty()) {
            throw (channels.exists() ? channels : root).problem("no channels; add one with its address and messages");
        }
        var references = new References(document);
        new ReferenceCheck(references).check(root);
        List<Channel> read = channels(
                channels, references, new ChannelReader(references, assertFormats, root.child("defaultContentType")));
        return new Contract(title, version, hash(document, references), source, read);
    }

    private static void asyncApi3(Place root) throws ContractException {
        Place version = root.child("asyncapi");
        if (!version.exists()) {
            throw root.problem(found(root) + "; Stagedoor reads AsyncAPI 3, so begin it with 'asyncapi: 3.0.0'");
        }
        String text = version.node().isValueNode() ? version.node().asText() : "of no version";
        if (!text.matches("3\\.\\d+\\.\\d+(-[\\w.-]+)?")) {
            throw version.problem("this is AsyncAPI " + text + "; Stagedoor reads 3.x.y, so convert the document");
        }
    }

    private static String found(Place root) {
        for (String other : List.of("openapi", "swagger")) {
            if (root.child(other).exists()) {
                return "this is an OpenAPI document (" + other + " "
                        + root.child(other).node().asText() + ")";
            }
        }
        return root.node().isObject() ? "there is no 'asyncapi' field" : "the document is no object";
    }

    private static String text(Place info, String field) throws ContractException {
        Place place = info.child(field);
        String text = place.node().isValueNode() ? place.node().asText("").strip() : "";
        if (text.isEmpty()) {
            throw place.problem("info." + field + " is missing; add it");
        }
        return text;
    }

    private static List<Channel> channels(Place channels, References references, ChannelReader reader)
            throws ContractException {
        var all = new ArrayList<Channel>();
        Map<String, String> byAddress = new HashMap<>();
        for (Place entry : channels.children()) {
            Channel channel = reader.read(entry);
            String first = byAddress.putIfAbsent(channel.address(), channel.name());
            if (first != null) {
                throw references
                        .follow(entry)
                        .child("address")
                        .problem("the address '" + channel.address() + "' is also that of channel " + first
                                + "; give each its own, or put both messages into one channel");
            }
            all.add(channel);
        }
        return all;
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
