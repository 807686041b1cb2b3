package io.stagedoor.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in columns, each as wide as its widest cell. */
final class Table {

    private final List<String[]> rows = new ArrayList<>();
    private final int[] widths;

    Table(String... header) {
        widths = new int[header.length];
        add(header);
    }

    void add(String... cells) {
        rows.add(cells);
        for (int column = 0; column < cells.length; column++) {
            widths[column] = Math.max(widths[column], cells[column].length());
        }
    }

    List<String> lines() {
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /** The lines so far, which are then forgotten: a table that is too long for the memory, in pieces. */
    List<String> takeLines() {
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

    /** A number for people: one that is an estimate says so. */
    static String number(long count, boolean estimated) {
        return (estimated ? "~" : "") + count;
    }
}
