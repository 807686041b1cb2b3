package io.stagedoor.page.view;

import java.util.List;

/**
 * {@code confirm.html}: asks before an action.
 *
 * @param question with the number
 * @param action the path that carries it out; null if there is nothing to do
 * @param style of the button: {@code main} or {@code danger}
 * @param back the path of the page that asked
 */
public record Confirmation(
        String question,
        String consequence,
        List<Fact> facts,
        String action,
        List<Fact> hidden,
        String style,
        String yes,
        String back) {}
