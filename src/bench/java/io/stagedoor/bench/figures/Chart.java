package io.stagedoor.bench.figures;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A line chart as SVG: both axes logarithmic, a curve through the medians, a bar from least to most.
 *
 * @param curves by name, at least one with at least one point; all values above 0
 */
record Chart(String xWords, String yWords, Map<String, List<Point>> curves) {

    /** @param y in each round */
    record Point(double x, Spread y) {}

    /** The same one in each chart. */
    private static final Map<String, String> COLOURS =
            Map.of(Goal.STAGEDOOR, "#059669", Goal.EMBEDDED, "#6b7280", Goal.PLAIN, "#2563eb", Goal.LIMIT, "#d97706");

    private static final String OTHER = "#111827";

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 80;
    private static final int RIGHT = 170;
    private static final int TOP = 20;
    private static final int BOTTOM = 50;

    /** Of the x axis; more would cover each other. */
    private static final int LABELS = 5;

    /** Places values between two pixels. */
    private record Axis(double least, double most, int from, int to) {

        static Axis of(DoubleStream values, int from, int to) {
            double[] sorted = values.sorted().toArray();
            return new Axis(sorted[0] / 1.15, sorted[sorted.length - 1] * 1.15, from, to);
        }

        double at(double value) {
            return from + (to - from) * Math.log(value / least) / Math.log(most / least);
        }

        /** 1, 2 and 5 of each power of ten that is in it, or more where these are fewer than three. */
        double[] ticks() {
            double[] few = ticks(1, 2, 5);
            return few.length < 3 ? ticks(1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9) : few;
        }

        private double[] ticks(double... steps) {
            return DoubleStream.iterate(
                            Math.pow(10, Math.floor(Math.log10(least))), power -> power <= most, power -> power * 10)
                    .flatMap(power -> DoubleStream.of(steps).map(step -> step * power))
                    .filter(value -> value >= least && value <= most)
                    .toArray();
        }
    }

    String svg() {
        Axis x = Axis.of(values(Point::x), LEFT, WIDTH - RIGHT);
        Axis y = Axis.of(
                DoubleStream.concat(values(point -> point.y().least()), values(point -> point.y()
                        .most())),
                HEIGHT - BOTTOM,
                TOP);
        StringBuilder svg = new StringBuilder(text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH, HEIGHT));
        double[] measured = points().mapToDouble(Point::x).distinct().toArray();
        for (double value : measured.length > LABELS ? x.ticks() : measured) {
            svg.append(text(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x.at(value), HEIGHT - BOTTOM + 18, number(value)));
        }
        for (double tick : y.ticks()) {
            svg.append(text(
                    "<path d=\"M%d %.1fH%d\" stroke=\"#e5e7eb\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                    LEFT, y.at(tick), WIDTH - RIGHT, LEFT - 6, y.at(tick) + 4, number(tick)));
        }
        svg.append(text(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, xWords));
        svg.append(text(
                "<text transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                (TOP + HEIGHT - BOTTOM) / 2, yWords));
        int number = 0;
        for (Map.Entry<String, List<Point>> curve : curves.entrySet()) {
            String colour = COLOURS.getOrDefault(curve.getKey(), OTHER);
            svg.append(curve(curve.getValue(), x, y, colour));
            svg.append(text(
                    "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                    WIDTH - RIGHT + 12, TOP + 14 + 18 * number++, colour, curve.getKey()));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String curve(List<Point> points, Axis x, Axis y, String colour) {
        StringBuilder line = new StringBuilder();
        StringBuilder marks = new StringBuilder();
        for (Point point : points) {
            double across = x.at(point.x());
            double middle = y.at(point.y().median());
            line.append(text("%s%.1f %.1f", line.length() == 0 ? "M" : "L", across, middle));
            marks.append(text(
                    "<path d=\"M%.1f %.1fV%.1f\" stroke=\"%s\"/><circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                    across, y.at(point.y().least()), y.at(point.y().most()), colour, across, middle, colour));
        }
        return text("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n%s", line, colour, marks);
    }

    private Stream<Point> points() {
        return curves.values().stream().flatMap(List::stream);
    }

    private DoubleStream values(ToDoubleFunction<Point> of) {
        return points().mapToDouble(of);
    }

    private static String number(double value) {
        return value < 10 && value != Math.rint(value) ? text("%.1f", value) : text("%,.0f", value);
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
