package io.stagedoor.bench.isolation;

/** What an event goes to besides the eight good destinations; the task's action stands for it in the routes. */
enum Condition {
    /** Nothing. */
    ALONE("created"),
    /** Four more good ones: as much work as with the bad ones, and nothing wrong. */
    HEALTHY("completed"),
    /** Four bad ones. */
    BAD("failed");

    private final String action;

    Condition(String action) {
        this.action = action;
    }

    String action() {
        return action;
    }
}
