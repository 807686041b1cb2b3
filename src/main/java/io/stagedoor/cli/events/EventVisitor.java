package io.stagedoor.cli.events;

import java.io.IOException;

/** Receives events one by one, as they are read. */
@FunctionalInterface
interface EventVisitor {

    /** @return whether it wants more events */
    boolean visit(ReadEvent event) throws IOException;
}
