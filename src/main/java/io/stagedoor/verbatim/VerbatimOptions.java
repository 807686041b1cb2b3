package io.stagedoor.verbatim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Encodes the options of {@code webhook:} in a route file, so that Camel does not change them. Camel builds a URI from
 * the options, resolves the keys in it, and parses it again: an {@code &} in a URL would begin the next option, and
 * {@code %2F} would become {@code /}. Line numbers of the file stay the same.
 */
public final class VerbatimOptions {

    private static final String SCHEME = "webhook:";

    /** An option in a URI whose whole value is a placeholder; other values are left to Camel. */
    private static final Pattern OF_A_KEY = Pattern.compile("(?<=[?&])([^=&]+)=(\\{\\{[^{}]+}})(?=&|$)");

    private record Change(int from, int to, String text) {}

    private final String yaml;
    private final List<Change> changes = new ArrayList<>();

    private VerbatimOptions(String yaml) {
        this.yaml = yaml;
    }

    /** @return the encoded text; text that is not YAML is returned as it is, and Camel reports the fault */
    public static String in(String yaml) {
        if (!yaml.contains(SCHEME)) {
            return yaml;
        }
        VerbatimOptions options = new VerbatimOptions(yaml);
        try {
            Compose compose = new Compose(LoadSettings.builder().build());
            compose.composeAllFromString(yaml).forEach(options::look);
        } catch (YamlEngineException noYaml) {
            return yaml;
        }
        return options.changed();
    }

    private void look(Node node) {
        if (node instanceof MappingNode mapping) {
            String uri = text(mapping, "uri");
            for (NodeTuple field : mapping.getValue()) {
                boolean options = uri.startsWith(SCHEME) && "parameters".equals(text(field.getKeyNode()));
                if (options && field.getValueNode() instanceof MappingNode parameters) {
                    parameters.getValue().forEach(option -> carry(option.getValueNode()));
                } else {
                    look(field.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::look);
        } else if (text(node).startsWith(SCHEME)) {
            Matcher keys = OF_A_KEY.matcher(text(node));
            String carried = keys.replaceAll(
                    key -> Matcher.quoteReplacement(key.group(1) + "=" + Verbatim.placeholder(key.group(2))));
            if (!carried.equals(text(node))) {
                change(node, carried);
            }
        }
    }

    private void carry(Node value) {
        if (!text(value).isEmpty()) {
            change(value, Verbatim.placeholder(text(value)));
        }
    }

    private static String text(MappingNode mapping, String field) {
        return mapping.getValue().stream()
                .filter(tuple -> field.equals(text(tuple.getKeyNode())))
                .map(tuple -> text(tuple.getValueNode()))
                .findFirst()
                .orElse("");
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** Records a change, except for a value with an anchor: the file may refer to it elsewhere. */
    private void change(Node node, String text) {
        if (node.getAnchor().isEmpty() && node.getStartMark().isPresent()) {
            int from = index(node.getStartMark().get().getIndex());
            int to = index(node.getEndMark().orElseThrow().getIndex());
            changes.add(new Change(from, to, quoted(text) + lineBreaks(yaml.substring(from, to))));
        }
    }

    /** Converts a mark, which counts code points, to an index. */
    private int index(int characters) {
        return yaml.offsetByCodePoints(0, characters);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The line breaks of a value of several lines, and the indentation of the line after it. */
    private static String lineBreaks(String replaced) {
        int last = replaced.lastIndexOf('\n');
        String behind = last < 0 ? "" : replaced.substring(last + 1);
        return "\n".repeat((int)
                        replaced.chars().filter(character -> character == '\n').count())
                + (behind.isBlank() ? behind : "");
    }

    private String changed() {
        StringBuilder text = new StringBuilder(yaml);
        changes.sort(Comparator.comparingInt(Change::from).reversed());
        for (Change change : changes) {
            text.replace(change.from(), change.to(), change.text());
        }
        return text.toString();
    }
}
