package io.stagedoor.cli.deadletters;

import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.event.TextPlace;
import io.stagedoor.text.Plural;
import io.stagedoor.text.Snippet;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Formats an event's body for a terminal: numbered lines, long ones folded, with a mark under one character. A body
 * that is not text is shown in hexadecimal. Of a large body it shows the beginning, or the part around the mark.
 */
final class BodyText {

    private static final int LINES = 400;
    private static final int HEX_BYTES = 512;
    private static final int HEX_ROW = 16;

    private final StoredDeadLetter letter;
    private final byte[] body;
    private final int width;

    /** @param width the most characters of a line before it is folded */
    BodyText(StoredDeadLetter letter, int width) {
        this.letter = letter;
        this.body = letter.body();
        this.width = width;
    }

    /** @param mark the text to print under the fault */
    List<String> lines(Optional<TextPlace> fault, String mark) {
        return letter.text().map(text -> textLines(text, fault, mark)).orElseGet(this::hexLines);
    }

    private List<String> textLines(String text, Optional<TextPlace> fault, String mark) {
        // Counts lines as the parser of events does: \n, \r and \r\n each end one.
        String[] lines = text.split("\r\n|\r|\n", -1);
        List<String> shown = new ArrayList<>();
        int markAt = 0;
        for (int number = 1; number <= lines.length; number++) {
            boolean last = number == lines.length;
            if (last
                    && number > 1
                    && lines[number - 1].isEmpty()
                    && fault.filter(at -> at.line() == lines.length).isEmpty()) {
                break;
            }
            int column = fault.isPresent() && fault.get().line() == number
                    ? fault.get().column()
                    : 0;
            markAt = Math.max(markAt, fold(number, lines[number - 1], column, mark, shown));
        }
        return around(shown, markAt);
    }

    /** @return the index of the line with the mark in {@code shown}, or 0 */
    private int fold(int number, String line, int column, String mark, List<String> shown) {
        int markAt = 0;
        for (int from = 0; from == 0 || from < line.length(); from += width) {
            String piece = line.substring(from, Math.min(line.length(), from + width));
            shown.add(String.format(Locale.ROOT, "%5s | %s", from == 0 ? number : "", safe(piece)));
            boolean here = column > from && (column <= from + width || from + width >= line.length());
            if (column > 0 && here) {
                int indent = Math.min(column - 1 - from, piece.length());
                shown.add("      | " + " ".repeat(indent) + "^ " + safe(mark));
                markAt = shown.size() - 1;
                column = 0;
            }
        }
        return markAt;
    }

    private static List<String> around(List<String> shown, int markAt) {
        if (shown.size() <= LINES) {
            return shown;
        }
        int from = Math.max(0, Math.min(markAt - LINES / 2, shown.size() - LINES));
        List<String> part = new ArrayList<>(shown.subList(from, from + LINES));
        if (from > 0) {
            part.add(0, "  … " + Plural.of(from, "line", "lines") + " before this");
        }
        int behind = shown.size() - from - LINES;
        if (behind > 0) {
            part.add("  … " + Plural.of(behind, "line", "lines") + " after this; --json prints everything");
        }
        return part;
    }

    private List<String> hexLines() {
        List<String> shown = new ArrayList<>();
        HexFormat hex = HexFormat.ofDelimiter(" ");
        int end = Math.min(body.length, HEX_BYTES);
        for (int from = 0; from < end; from += HEX_ROW) {
            int to = Math.min(from + HEX_ROW, end);
            shown.add(String.format(
                    Locale.ROOT, "%5d | %-47s | %s", from, hex.formatHex(body, from, to), ascii(from, to)));
        }
        if (body.length > end) {
            shown.add("  … " + Plural.of(body.length - end, "byte", "bytes") + " after this; --json prints everything");
        }
        return shown;
    }

    private String ascii(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(body[i] >= ' ' && body[i] < 127 ? (char) body[i] : '.');
        }
        return text.toString();
    }

    private static String safe(String text) {
        return Snippet.of(text, Integer.MAX_VALUE);
    }
}
