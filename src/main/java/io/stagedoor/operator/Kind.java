package io.stagedoor.operator;

import java.util.Optional;

/** The kinds of trouble, and the actions of their events. */
enum Kind {
    FAILING("destination-failing", "destination-recovered"),
    BREAKER("breaker-opened", "breaker-closed"),
    PAUSED("destination-paused", "destination-resumed"),
    /** It happens, and does not last: it has no end. */
    EXHAUSTED("events-exhausted", null),
    DEAD_LETTERS("dead-letters-exceeded", "dead-letters-receded"),
    STALLED("channel-stalled", "channel-progressing");

    private final String begins;
    private final String ends;

    Kind(String begins, String ends) {
        this.begins = begins;
        this.ends = ends;
    }

    String begins() {
        return begins;
    }

    Optional<String> ends() {
        return Optional.ofNullable(ends);
    }
}
