package io.stagedoor.cli.events;

import java.io.IOException;

/** Takes events one by one, as they are read. */
@FunctionalInterface
interface EventVisitor {

    /** @return whether it wants more */
    boolean visit(ReadEvent event) throws IOException;
}
