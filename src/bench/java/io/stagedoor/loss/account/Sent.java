package io.stagedoor.loss.account;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** What the producers know of each event. Thread-safe. */
public final class Sent {

    public enum State {
        NOT_SENT,
        /** Sent, and the answer was lost: the broker may have it. */
        IN_DOUBT,
        ACCEPTED,
        /** The broker said that it does not have it. */
        REFUSED
    }

    private final AtomicIntegerArray states;

    public Sent(int events) {
        states = new AtomicIntegerArray(events);
    }

    public void inDoubt(int number) {
        states.set(number, State.IN_DOUBT.ordinal());
    }

    public void accepted(int number) {
        states.set(number, State.ACCEPTED.ordinal());
    }

    public void refused(int number) {
        states.set(number, State.REFUSED.ordinal());
    }

    State state(int number) {
        return State.values()[states.get(number)];
    }

    public int count(State state) {
        int count = 0;
        for (int number = 0; number < states.length(); number++) {
            count += states.get(number) == state.ordinal() ? 1 : 0;
        }
        return count;
    }
}
