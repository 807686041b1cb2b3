package io.stagedoor.contract.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A value of a document and its place, for error messages. The value may be missing. */
public record Place(Document document, String pointer, JsonNode node) {
    public Place child(String name) {
        return new Place(document, pointer + "/" + escape(name), node.path(name));
    }

    public Place child(int index) {
        return new Place(document, pointer + "/" + index, node.path(index));
    }

    /** The values of an object or the elements of an array, in document order. */
    public List<Place> children() {
        var children = new ArrayList<Place>(node.size());
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                children.add(child(i));
            }
        } else {
            node.fieldNames().forEachRemaining(name -> children.add(child(name)));
        }
        return children;
    }

    /** The last step of the pointer: a key, or an index. */
    public String name() {
        return unescape(pointer.substring(pointer.lastIndexOf('/') + 1));
    }

    public boolean exists() {
        return !node.isMissingNode();
    }

    public boolean isText() {
        return node.isTextual() && !node.textValue().isBlank();
    }

    /** Identifies the place, whichever way it was reached. */
    public String key() {
        return document.file() + "#" + pointer;
    }

    /**
     * An exception about this place, with its line; for a missing value, the line of the object that should have it.
     */
    public ContractException problem(String reason) {
        String at = pointer;
        while (!at.isEmpty() && !document.lines().containsKey(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        Integer line = document.lines().get(at);
        return new ContractException(document.file(), pointer, line == null ? reason : reason + " (line " + line + ")");
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    static String unescape(String segment) {
        return segment.replace("~1", "/").replace("~0", "~");
    }
}
