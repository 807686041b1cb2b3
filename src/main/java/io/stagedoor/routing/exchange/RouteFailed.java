package io.stagedoor.routing.exchange;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The route of an event failed because of the event or the route: the event becomes a dead letter with reason {@code
 * undeliverable}.
 */
@RegisterForReflection // Camel loads it by name.
final class RouteFailed extends Exception {

    RouteFailed(String message) {
        super(message, null, false, false);
    }
}
