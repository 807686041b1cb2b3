package io.stagedoor.contract.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Converts a YAML 1.2 node graph to a JSON tree, with the line of every value. */
final class YamlTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    // Aliases can turn a small file into a huge tree; no real contract is this large.
    private static final int MAX_VALUES = 200_000;
    private static final int MAX_DEPTH = 500;

    private final String file;
    private final Map<String, Integer> lines = new HashMap<>();

    YamlTree(String file) {
        this.file = file;
    }

    Map<String, Integer> lines() {
        return lines;
    }

    JsonNode value(Node node, String pointer, int depth) throws ContractException {
        if (node.isRecursive()) {
            throw problem(node, pointer, "an alias inside the value that it refers to; JSON has no cycles; use $ref");
        }
        if (depth > MAX_DEPTH || lines.size() > MAX_VALUES) {
            throw problem(node, pointer, "too deep or too large after its aliases are expanded; use $ref instead");
        }
        node.getStartMark().ifPresent(mark -> lines.putIfAbsent(pointer, mark.getLine() + 1));
        if (node instanceof MappingNode mapping && Tag.MAP.equals(node.getTag())) {
            return object(mapping, pointer, depth);
        }
        if (node instanceof SequenceNode sequence && Tag.SEQ.equals(node.getTag())) {
            return array(sequence, pointer, depth);
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, pointer);
        }
        throw problem(node, pointer, "the tag " + node.getTag() + " has no meaning in JSON; remove it");
    }

    private JsonNode object(MappingNode mapping, String pointer, int depth) throws ContractException {
        var object = NODES.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            // The parser refuses all other keys.
            String key = ((ScalarNode) entry.getKeyNode()).getValue();
            String at = pointer + "/" + key.replace("~", "~0").replace("/", "~1");
            if (object.has(key)) {
                throw problem(entry.getKeyNode(), at, "the key '" + key + "' occurs twice; keep one of the two");
            }
            object.set(key, value(entry.getValueNode(), at, depth + 1));
            // People look for the line of the key, even if the value begins on the next.
            entry.getKeyNode().getStartMark().ifPresent(mark -> lines.put(at, mark.getLine() + 1));
        }
        return object;
    }

    private JsonNode array(SequenceNode sequence, String pointer, int depth) throws ContractException {
        var array = NODES.arrayNode();
        for (Node element : sequence.getValue()) {
            array.add(value(element, pointer + "/" + array.size(), depth + 1));
        }
        return array;
    }

    private JsonNode scalar(ScalarNode scalar, String pointer) throws ContractException {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        try {
            if (Tag.NULL.equals(tag)) {
                return NODES.nullNode();
            } else if (Tag.BOOL.equals(tag)) {
                return NODES.booleanNode(Boolean.parseBoolean(text));
            } else if (Tag.INT.equals(tag)) {
                return NODES.numberNode(integer(text));
            } else if (Tag.FLOAT.equals(tag)) {
                return NODES.numberNode(new BigDecimal(text));
            }
        } catch (NumberFormatException e) {
            throw problem(scalar, pointer, "JSON has no number " + text + "; quote it if it is a string");
        }
        return NODES.textNode(text);
    }

    private static BigInteger integer(String text) {
        return text.startsWith("0x")
                ? new BigInteger(text.substring(2), 16)
                : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    }

    private ContractException problem(Node node, String pointer, String reason) {
        String line = node.getStartMark()
                .map(Mark::getLine)
                .map(n -> " (line " + (n + 1) + ")")
                .orElse("");
        return new ContractException(file, pointer, reason + line);
    }
}
