package io.stagedoor.operations;

import java.util.List;
import java.util.function.Function;

/**
 * Some of many.
 *
 * @param next the cursor of the page that follows; null if there is none
 */
public record Page<T>(List<T> items, String next) {

    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<T, R> each) {
        return new Page<>(items.stream().map(each).toList(), next);
    }
}
