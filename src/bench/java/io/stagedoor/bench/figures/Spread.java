package io.stagedoor.bench.figures;

import java.util.List;
import java.util.Locale;

/** Several values of one thing: their middle, and how far they are apart. */
public record Spread(double median, double least, double most) {

    /** @param values at least one */
    public static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    @Override
    public String toString() {
        String format = median < 100 ? "%.2f (%.2f to %.2f)" : "%,.0f (%,.0f to %,.0f)";
        return String.format(Locale.ROOT, format, median, least, most);
    }
}
