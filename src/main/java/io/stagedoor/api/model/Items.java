package io.stagedoor.api.model;

import io.stagedoor.operations.Page;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of a list. */
@Schema(description = "A page of a list")
public record Items<T>(
        List<T> items,

        @Schema(
                description = "The parameter 'cursor' of the page that follows; null if this is the last one. A"
                        + " page may have fewer items than 'limit', or none, and still be followed by another",
                nullable = true)
        String next) {

    public static <F, T> Items<T> of(Page<F> page, Function<F, T> each) {
        return new Items<>(page.items().stream().map(each).toList(), page.next());
    }
}
