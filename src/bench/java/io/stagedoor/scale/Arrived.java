package io.stagedoor.scale;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** How often each event came to one place. Thread-safe. */
final class Arrived {

    private final Numbered events;
    private final AtomicIntegerArray times;
    private final AtomicInteger different = new AtomicInteger();
    private final AtomicInteger strangers = new AtomicInteger();
    private volatile long last;

    Arrived(Numbered events) {
        this.events = events;
        this.times = new AtomicIntegerArray(events.events());
    }

    void add(String id) {
        int number = events.number(id);
        if (number < 0) {
            strangers.incrementAndGet();
        } else if (times.getAndIncrement(number) == 0) {
            different.incrementAndGet();
            last = System.nanoTime();
        }
    }

    /** How many of the events came at least once. */
    int different() {
        return different.get();
    }

    int lost() {
        return events.events() - different();
    }

    /** How many came more than once. */
    int doubled() {
        int doubled = 0;
        for (int number = 0; number < times.length(); number++) {
            doubled += times.get(number) > 1 ? 1 : 0;
        }
        return doubled;
    }

    /** How many came that were never sent. */
    int strangers() {
        return strangers.get();
    }

    /** When the last one came that was not there before, as in {@code System.nanoTime()}. */
    long last() {
        return last;
    }
}
