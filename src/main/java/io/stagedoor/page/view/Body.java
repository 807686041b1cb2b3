package io.stagedoor.page.view;

import java.util.List;

/**
 * A text with numbered lines.
 *
 * @param label what it is, for a screen reader
 */
public record Body(String label, List<Line> lines) {

    /**
     * @param number "" for the rest of a folded line, and for a mark
     * @param fault whether this says what is wrong with the line above it
     */
    public record Line(String number, String text, boolean fault) {}
}
