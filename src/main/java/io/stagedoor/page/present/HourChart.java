package io.stagedoor.page.present;

import io.stagedoor.page.view.Destination.Bar;
import io.stagedoor.page.view.Destination.Hour;
import io.stagedoor.text.Plural;
import io.stagedoor.watch.RecentAttempts.Minute;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the last hour of a destination, a minute to two units of the chart's width. */
final class HourChart {

    private static final int MINUTES = 60;
    private static final int HEIGHT = 40;
    /** Between a bar and the left edge of its minute. */
    private static final double GAP = 0.2;

    private HourChart() {}

    /** @param minutes in which an attempt ended, the oldest first; not empty */
    static Hour of(List<Minute> minutes, Instant now) {
        Instant first = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MINUTES - 1));
        long most = minutes.stream()
                .mapToLong(minute -> minute.delivered() + minute.failed())
                .max()
                .orElse(0);
        long slowest = minutes.stream().mapToLong(Minute::longest).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        StringBuilder mean = new StringBuilder();
        StringBuilder longest = new StringBuilder();
        long delivered = 0;
        long failed = 0;
        long millis = 0;
        long before = -2;
        for (Minute minute : minutes) {
            long place = Duration.between(first, minute.start()).toMinutes();
            if (place < 0 || place >= MINUTES) {
                continue;
            }
            delivered += minute.delivered();
            failed += minute.failed();
            millis += minute.millis();
            bars.add(bar(place, minute, most));
            long ended = minute.delivered() + minute.failed();
            boolean gap = place != before + 1;
            point(mean, place, minute.millis() / (double) ended, slowest, gap);
            point(longest, place, minute.longest(), slowest, gap);
            before = place;
        }
        return new Hour(
                bars,
                Words.count(delivered) + " delivered, " + Words.count(failed) + " failed; at most "
                        + Plural.of(most, "attempt", "attempts") + " in a minute",
                mean.toString(),
                longest.toString(),
                "On average " + Words.took(Duration.ofMillis(millis / Math.max(1, delivered + failed)))
                        + ", the slowest " + Words.took(Duration.ofMillis(slowest)));
    }

    private static Bar bar(long place, Minute minute, long most) {
        double ok = HEIGHT * minute.delivered() / (double) most;
        double failed = HEIGHT * minute.failed() / (double) most;
        return new Bar(
                number(place * 2 + GAP),
                rounded(ok),
                number(HEIGHT - ok),
                rounded(failed),
                number(HEIGHT - ok - failed));
    }

    /** A minute alone becomes a short line: a point alone is not seen. */
    private static void point(StringBuilder path, long place, double value, long most, boolean gap) {
        String y = number(HEIGHT - (HEIGHT - 2) * value / Math.max(1, most));
        if (gap) {
            path.append('M').append(number(place * 2 + GAP)).append(' ').append(y);
        }
        path.append('L').append(number(place * 2 + 1.8)).append(' ').append(y);
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
