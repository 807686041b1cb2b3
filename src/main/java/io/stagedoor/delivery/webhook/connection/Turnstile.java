package io.stagedoor.delivery.webhook.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Limits the number of exchanges at once. The others wait here, not for a connection, so that a time-out measures the
 * receiver and never our own queue.
 */
final class Turnstile {

    private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
    private int free;

    Turnstile(int places) {
        this.free = places;
    }

    /** Runs exchanges in the order of arrival. */
    <T> Future<T> pass(Supplier<Future<T>> exchange) {
        return enter().compose(in -> exchange.get()).onComplete(done -> leave());
    }

    private synchronized Future<Void> enter() {
        if (free > 0) {
            free--;
            return Future.succeededFuture();
        }
        Promise<Void> place = Promise.promise();
        waiting.add(place);
        return place.future();
    }

    private void leave() {
        Promise<Void> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
            }
        }
        if (next != null) {
            next.complete();
        }
    }
}
