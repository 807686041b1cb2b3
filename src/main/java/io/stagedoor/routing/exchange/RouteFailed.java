package io.stagedoor.routing.exchange;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The route of an event failed on it, for the event's or the route's own sake: it becomes a dead letter with reason
 * {@code undeliverable}.
 */
@RegisterForReflection // Camel finds it by its name.
final class RouteFailed extends Exception {

    RouteFailed(String message) {
        super(message, null, false, false);
    }
}
