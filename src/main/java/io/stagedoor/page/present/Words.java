package io.stagedoor.page.present;

import io.stagedoor.text.Ages;
import io.stagedoor.text.Visible;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The forms of numbers, times and foreign texts on every page. */
public final class Words {

    private static final int SHORT_ID = 12;
    private static final int LONGEST = 2_000;
    private static final double SLOW = 9.95;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private Words() {}

    /** {@code 12,345}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code ~12,345} if it is an estimate. */
    public static String count(long number, boolean estimate) {
        return (estimate ? "~" : "") + count(number);
    }

    /** {@code 4.2}, from ten on without a fraction; {@code <0.1} for what would round to none. */
    public static String rate(double perSecond) {
        if (perSecond <= 0) {
            return "0";
        }
        if (perSecond < 0.05) {
            return "<0.1";
        }
        return perSecond >= SLOW ? count(Math.round(perSecond)) : String.format(Locale.ROOT, "%.1f", perSecond);
    }

    /** {@code 340 ms} or {@code 4.1 s}. */
    public static String took(Duration duration) {
        return duration.toMillis() < 1_000
                ? duration.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }

    /** {@code 41 min}. */
    public static String age(Duration age) {
        return Ages.of(age);
    }

    /** {@code 41 min ago}, or {@code in 4 min}. */
    public static String ago(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        return age.isNegative() ? "in " + Ages.of(age) : Ages.of(age) + " ago";
    }

    /** {@code 2026-11-30 06:12:09}, in UTC. */
    public static String second(Instant time) {
        return SECOND.format(time.atOffset(ZoneOffset.UTC));
    }

    /** {@code 06:12:09.120} of today, with the date of another day; in UTC. */
    public static String time(Instant time, Instant now) {
        boolean today = time.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .equals(now.atOffset(ZoneOffset.UTC).toLocalDate());
        String clock = TIME.format(time.atOffset(ZoneOffset.UTC));
        return today ? clock : time.atOffset(ZoneOffset.UTC).toLocalDate() + " " + clock;
    }

    /** The beginning of an id, where a link shows the rest. */
    public static String shortId(String id) {
        return id.length() <= SHORT_ID + 1 ? foreign(id) : foreign(id.substring(0, SHORT_ID)) + "…";
    }

    /** Text from elsewhere: bounded, and nothing in it changes the direction of writing. "" for null. */
    public static String foreign(String text) {
        if (text == null) {
            return "";
        }
        return Visible.of(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
    }

    /** The end of a path, from the last folder on: {@code routes/catalog-entity.yaml}. */
    public static String file(String path) {
        int name = path.lastIndexOf('/');
        return name < 0 ? path : path.substring(path.lastIndexOf('/', name - 1) + 1);
    }

    /** A segment of a path, or the value of a parameter. */
    public static String inUrl(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
