package io.stagedoor.event;

import io.stagedoor.text.Plural;
import io.stagedoor.text.Snippet;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Cuts an event's body into lines to show: numbered, long ones folded, with a mark under one character. A body that is
 * not text becomes hexadecimal. Of a large body it has the beginning, or the part around the mark. Foreign characters
 * that control a screen or the direction of writing become spaces.
 */
public final class BodyLines {

    /** As many as a person reads. */
    public static final int MOST = 400;

    private static final int HEX_BYTES = 512;
    private static final int HEX_ROW = 16;

    public enum Kind {
        TEXT,
        MARK,
        /** Says how much before the first line is left out. */
        BEFORE,
        /** Says how much after the last line is left out. */
        AFTER
    }

    /**
     * @param label the number of the line, from 1, or of its first byte, from 0; "" for the rest of a folded line and
     *     where the kind is not {@link Kind#TEXT}
     */
    public record Line(Kind kind, String label, String text) {}

    private final byte[] body;
    private final int width;
    private final int most;

    /** @param width the most characters of a line before it is folded */
    public BodyLines(byte[] body, int width) {
        this(body, width, MOST);
    }

    /** @param most lines to show */
    public BodyLines(byte[] body, int width, int most) {
        this.body = body;
        this.width = width;
        this.most = most;
    }

    /** Without a mark. */
    public List<Line> lines() {
        return lines(Optional.empty(), "");
    }

    /**
     * @param fault the character to mark
     * @param mark the text to show under it
     */
    public List<Line> lines(Optional<TextPlace> fault, String mark) {
        return text().map(text -> textLines(text, fault, mark)).orElseGet(this::hexLines);
    }

    private Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    private List<Line> textLines(String text, Optional<TextPlace> fault, String mark) {
        // Counts lines as the parser of events does: \n, \r and \r\n each end one.
        String[] lines = text.split("\r\n|\r|\n", -1);
        List<Line> shown = new ArrayList<>();
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
    private int fold(int number, String line, int column, String mark, List<Line> shown) {
        int markAt = 0;
        for (int from = 0; from == 0 || from < line.length(); from += width) {
            String piece = line.substring(from, Math.min(line.length(), from + width));
            shown.add(new Line(Kind.TEXT, from == 0 ? Integer.toString(number) : "", safe(piece)));
            boolean here = column > from && (column <= from + width || from + width >= line.length());
            if (column > 0 && here) {
                int indent = Math.min(column - 1 - from, piece.length());
                shown.add(new Line(Kind.MARK, "", " ".repeat(indent) + "^ " + safe(mark)));
                markAt = shown.size() - 1;
                column = 0;
            }
        }
        return markAt;
    }

    private List<Line> around(List<Line> shown, int markAt) {
        if (shown.size() <= most) {
            return shown;
        }
        int from = Math.max(0, Math.min(markAt - most / 2, shown.size() - most));
        List<Line> part = new ArrayList<>(shown.subList(from, from + most));
        if (from > 0) {
            part.add(0, new Line(Kind.BEFORE, "", Plural.of(from, "line", "lines") + " before this"));
        }
        int behind = shown.size() - from - most;
        if (behind > 0) {
            part.add(new Line(Kind.AFTER, "", Plural.of(behind, "line", "lines") + " after this"));
        }
        return part;
    }

    private List<Line> hexLines() {
        List<Line> shown = new ArrayList<>();
        HexFormat hex = HexFormat.ofDelimiter(" ");
        int end = Math.min(body.length, HEX_BYTES);
        for (int from = 0; from < end; from += HEX_ROW) {
            int to = Math.min(from + HEX_ROW, end);
            String bytes = String.format(Locale.ROOT, "%-47s | %s", hex.formatHex(body, from, to), ascii(from, to));
            shown.add(new Line(Kind.TEXT, Integer.toString(from), bytes));
        }
        if (body.length > end) {
            shown.add(new Line(Kind.AFTER, "", Plural.of(body.length - end, "byte", "bytes") + " after this"));
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
