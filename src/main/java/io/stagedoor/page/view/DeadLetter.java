package io.stagedoor.page.view;

import java.util.List;

/**
 * {@code dead-letter.html}.
 *
 * @param key what the form sends for it
 * @param fault where in the body the fault is; null if it is in none
 */
public record DeadLetter(
        String id,
        String key,
        String queue,
        boolean redrivable,
        String reason,
        String error,
        String bodyTitle,
        String bodySize,
        String fault,
        Body body,
        List<Fact> facts,
        List<Fact> others) {}
