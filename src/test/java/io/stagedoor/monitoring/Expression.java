package io.stagedoor.monitoring;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression asks for; just enough of the language for the ones in {@code monitoring/}.
 *
 * @param metrics each with its labels, and the values that must exist: "" for any
 * @param grouped labels in {@code by (…)} and {@code on (…)}
 * @param made labels that {@code label_replace} adds
 */
record Expression(Map<String, Map<String, String>> metrics, Set<String> grouped, Set<String> made) {

    private static final Pattern METRIC = Pattern.compile("\\b((?:stagedoor|jvm|process)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~|!=|=)\"([^\"]*)\"");
    private static final Pattern GROUP = Pattern.compile("\\b(?:by|on) \\(([a-z_, ]+)\\)");
    private static final Pattern MADE = Pattern.compile("\"([a-z]+)\", \"[^\"]*\", \"[a-z]*\", \"[^\"]*\"\\)");

    static Expression of(String text) {
        Map<String, Map<String, String>> metrics = new HashMap<>();
        for (Matcher metric = METRIC.matcher(text); metric.find(); ) {
            Map<String, String> labels = metrics.computeIfAbsent(metric.group(1), name -> new HashMap<>());
            if (metric.group(2) != null) {
                for (Matcher label = MATCHER.matcher(metric.group(2)); label.find(); ) {
                    boolean fixed = !label.group(2).equals("=~");
                    labels.put(label.group(1), fixed ? label.group(3) : "");
                }
            }
        }
        Set<String> grouped = new HashSet<>();
        for (Matcher group = GROUP.matcher(text); group.find(); ) {
            grouped.addAll(Set.of(group.group(1).split(", ")));
        }
        Set<String> made = new HashSet<>();
        for (Matcher label = MADE.matcher(text); label.find(); ) {
            made.add(label.group(1));
        }
        return new Expression(metrics, grouped, made);
    }
}
