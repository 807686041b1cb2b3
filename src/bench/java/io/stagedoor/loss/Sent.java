package io.stagedoor.loss;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** What the producers know of each event. Thread-safe. */
final class Sent {

    enum State {
        NOT_SENT,
        /** Sent, and the answer was lost: the broker may have it. */
        IN_DOUBT,
        ACCEPTED,
        /** The broker said that it does not have it. */
        REFUSED
    }

    private final AtomicIntegerArray states;

    Sent(int events) {
        states = new AtomicIntegerArray(events);
    }

    void inDoubt(int number) {
        states.set(number, State.IN_DOUBT.ordinal());
    }

    void accepted(int number) {
        states.set(number, State.ACCEPTED.ordinal());
    }

    void refused(int number) {
        states.set(number, State.REFUSED.ordinal());
    }

    State state(int number) {
        return State.values()[states.get(number)];
    }

    int count(State state) {
        int count = 0;
        for (int number = 0; number < states.length(); number++) {
            count += states.get(number) == state.ordinal() ? 1 : 0;
        }
        return count;
    }
}
