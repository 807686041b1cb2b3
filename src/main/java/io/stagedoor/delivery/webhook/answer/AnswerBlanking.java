package io.stagedoor.delivery.webhook.answer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Blanks the secrets of a request in its answer. Remembers the last value of each header, because most answers repeat
 * it. Thread-safe.
 */
public final class AnswerBlanking {

    /** Names come from the receiver. */
    private static final int MOST_NAMES = 64;

    private record Seen(String value, String blanked) {}

    private final Blanking blanking;
    private final Map<String, Seen> last = new ConcurrentHashMap<>();

    AnswerBlanking(Blanking blanking) {
        this.blanking = blanking;
    }

    public String text(String text) {
        return text.isEmpty() ? text : blanking.of(text);
    }

    /** The value of this header; blank if it is a secret by the header's name, such as a cookie. */
    public String header(String name, String value) {
        Seen seen = last.get(name);
        if (seen != null && seen.value().equals(value)) {
            return seen.blanked();
        }
        String blanked = CredentialName.is(name) ? Blanking.BLANK : blanking.of(value);
        if (seen != null || last.size() < MOST_NAMES) {
            last.put(name, new Seen(value, blanked));
        }
        return blanked;
    }
}
