package io.stagedoor.text;

import java.time.Duration;

/** Formats a duration for people, in its largest unit. */
public final class Ages {

    private Ages() {}

    public static String of(Duration age) {
        Duration length = age.abs();
        if (length.toHours() >= 48) {
            return length.toDays() + " d";
        }
        if (length.toMinutes() >= 120) {
            return length.toHours() + " h";
        }
        return length.toSeconds() >= 120 ? length.toMinutes() + " min" : length.toSeconds() + " s";
    }
}
