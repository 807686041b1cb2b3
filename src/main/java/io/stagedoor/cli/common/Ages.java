package io.stagedoor.cli.common;

import java.time.Duration;

/** A length of time as people say it: of its units the largest alone. */
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
