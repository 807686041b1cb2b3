package io.stagedoor.history.segment;

import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.HistoryFilter;
import java.util.Objects;
import java.util.Set;

/** The few words by which attempts are filtered, each with a letter that says what it is. */
final class Words {

    private static final String OUTCOME = "o:";
    private static final String STATUS = "s:";
    private static final String CHANNEL = "c:";

    private Words() {}

    static void add(Set<String> words, AttemptRecord attempt) {
        words.add(OUTCOME + attempt.outcome());
        words.add(CHANNEL + attempt.event().channel());
        if (attempt.status() != null) {
            words.add(STATUS + attempt.status());
        }
    }

    /** Whether both have the same words; {@code other} may be null. */
    static boolean same(AttemptRecord one, AttemptRecord other) {
        return other != null
                && one.outcome().equals(other.outcome())
                && one.event().channel().equals(other.event().channel())
                && Objects.equals(one.status(), other.status());
    }

    static boolean mayMatch(Set<String> words, HistoryFilter filter) {
        return (filter.outcomes().isEmpty()
                        || filter.outcomes().stream().anyMatch(word -> words.contains(OUTCOME + word)))
                && (filter.channel() == null || words.contains(CHANNEL + filter.channel()))
                && (filter.statuses().isEmpty() || words.stream().anyMatch(word -> isStatus(word, filter)));
    }

    private static boolean isStatus(String word, HistoryFilter filter) {
        return word.startsWith(STATUS)
                && filter.statuses().stream()
                        .anyMatch(pattern -> pattern.matches(Integer.valueOf(word.substring(STATUS.length()))));
    }
}
