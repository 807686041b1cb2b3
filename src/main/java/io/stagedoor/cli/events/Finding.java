package io.stagedoor.cli.events;

import io.stagedoor.contract.Channel;
import io.stagedoor.contract.schema.Violation;
import java.util.List;
import java.util.Optional;

/**
 * The result of checking an event against the contract.
 *
 * @param acceptedBy the channels whose schema accepts it
 * @param nearest the channel that it was most likely meant for, if none accepts it; empty when it is not JSON
 * @param violations of the nearest channel's schema, or that it is not JSON; none when a channel accepts it
 */
record Finding(List<Channel> acceptedBy, Optional<Channel> nearest, List<Violation> violations) {

    static Finding accepted(List<Channel> by) {
        return new Finding(by, Optional.empty(), List.of());
    }

    boolean valid() {
        return !acceptedBy.isEmpty();
    }
}
