package io.stagedoor.api;

import io.stagedoor.operations.Cursor;
import io.stagedoor.operations.Invalid;
import io.stagedoor.operations.Page;
import io.stagedoor.text.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the parameters that several resources have. Each throws {@link Invalid} for a wrong value. */
final class Parameters {

    private Parameters() {}

    /** From 1 to {@code most}. */
    static int limit(String text, int most) {
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new Invalid("limit", "limit must be a whole number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }

    /** Null or empty is none. */
    static Optional<String> text(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    static Optional<Duration> duration(String name, String value) {
        try {
            return text(value).map(DurationText::parse);
        } catch (IllegalArgumentException e) {
            throw new Invalid(name, name + " must be a duration such as 500ms, 2s, 5m, 2h or 7d");
        }
    }

    /** @return null for none */
    static Instant time(String name, String value) {
        try {
            return text(value).map(Instant::parse).orElse(null);
        } catch (DateTimeException e) {
            throw new Invalid(name, name + " must be a time such as 2026-11-26T16:03:39Z");
        }
    }

    /**
     * A page of a whole list.
     *
     * @param key unique in the list, without line feeds
     * @param cursor null for the first page
     */
    static <T> Page<T> page(List<T> all, Function<T, String> key, int limit, String cursor) {
        int from = cursor == null ? 0 : after(all, key, Cursor.parse(cursor, 2));
        List<T> items = all.subList(Math.min(from, all.size()), Math.min(from + limit, all.size()));
        boolean more = from + limit < all.size();
        String last = items.isEmpty() ? "" : key.apply(items.get(items.size() - 1));
        return new Page<>(items, more ? new Cursor(last, Integer.toString(from + limit)).text() : null);
    }

    /** Behind the last one of the page before; if that is gone, where it was. */
    private static <T> int after(List<T> all, Function<T, String> key, Cursor cursor) {
        for (int i = 0; i < all.size(); i++) {
            if (key.apply(all.get(i)).equals(cursor.parts()[0])) {
                return i + 1;
            }
        }
        return (int) Math.min(cursor.number(1), all.size());
    }
}
