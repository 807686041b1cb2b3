package io.stagedoor.deadletter.redrive;

import io.stagedoor.deadletter.StoredDeadLetter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Completes ids of which a person typed the beginning. */
public final class DeadLetterIds {

    /** How many matching ids a message lists at most. */
    private static final int SHOWN = 5;

    private final Map<String, Set<String>> found = new LinkedHashMap<>();

    public DeadLetterIds(List<String> typed) {
        typed.forEach(beginning -> found.put(beginning, new TreeSet<>()));
    }

    public void look(StoredDeadLetter letter) {
        found.forEach((beginning, ids) -> {
            if (letter.id().equals(beginning) || (letter.id().startsWith(beginning) && ids.size() <= SHOWN)) {
                ids.add(letter.id());
            }
        });
    }

    /** @throws IOException for an unknown id, or the beginning of several; the message lists them */
    public Set<String> whole() throws IOException {
        Set<String> whole = new TreeSet<>();
        for (Map.Entry<String, Set<String>> each : found.entrySet()) {
            String beginning = each.getKey();
            Set<String> ids = each.getValue();
            if (ids.contains(beginning)) {
                whole.add(beginning);
            } else if (ids.size() == 1) {
                whole.addAll(ids);
            } else {
                throw new IOException(ids.isEmpty() ? none(beginning) : several(beginning, ids));
            }
        }
        return whole;
    }

    private static String none(String beginning) {
        return "no dead letter has the id '" + beginning + "': see 'stagedoor dead-letters list'";
    }

    private static String several(String beginning, Set<String> ids) {
        return "'" + beginning + "' is the beginning of several ids: "
                + ids.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (ids.size() > SHOWN ? ", …" : "") + "; give more characters";
    }
}
