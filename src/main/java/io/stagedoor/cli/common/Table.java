package io.stagedoor.cli.common;

import java.util.ArrayList;
import java.util.List;

/** A table of text; each column is as wide as its widest cell. */
public final class Table {

    private final List<String[]> rows = new ArrayList<>();
    private final int[] widths;

    public Table(String... header) {
        widths = new int[header.length];
        add(header);
    }

    public void add(String... cells) {
        rows.add(cells);
        for (int column = 0; column < cells.length; column++) {
            widths[column] = Math.max(widths[column], cells[column].length());
        }
    }

    public List<String> lines() {
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /** The lines so far, which the table then forgets: for a table that is too long for the memory. */
    public List<String> takeLines() {
        List<String> lines = lines();
        rows.clear();
        return lines;
    }

    private static String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.length; column++) {
            line.append(row[column]).append(" ".repeat(widths[column] - row[column].length() + 2));
        }
        return line.toString().stripTrailing();
    }

    /** A number for people; {@code ~} marks an estimate. */
    public static String number(long count, boolean estimated) {
        return (estimated ? "~" : "") + count;
    }
}
