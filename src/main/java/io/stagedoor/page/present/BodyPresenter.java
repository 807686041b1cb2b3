package io.stagedoor.page.present;

import io.stagedoor.event.BodyLines;
import io.stagedoor.page.view.Body;
import java.util.List;

/** A body as the rows of a table. */
final class BodyPresenter {

    /** Characters of a line before it is folded. */
    private static final int WIDTH = 160;

    /** Up to here all lines are shown; escaped, a character may take six bytes, and a page stays below 150 KB. */
    private static final int LARGE = 20_000;

    private static final int LINES_OF_LARGE = 120;

    private BodyPresenter() {}

    static BodyLines lines(byte[] body) {
        return new BodyLines(body, WIDTH, body.length > LARGE ? LINES_OF_LARGE : BodyLines.MOST);
    }

    /** Without a mark. */
    static Body of(String label, byte[] body) {
        return of(label, lines(body).lines());
    }

    static Body of(String label, List<BodyLines.Line> lines) {
        return new Body(label, lines.stream().map(BodyPresenter::line).toList());
    }

    private static Body.Line line(BodyLines.Line line) {
        return switch (line.kind()) {
            case TEXT -> new Body.Line(line.label(), line.text(), false);
            case MARK -> new Body.Line("", line.text(), true);
            case BEFORE, AFTER -> new Body.Line("…", line.text(), false);
        };
    }
}
