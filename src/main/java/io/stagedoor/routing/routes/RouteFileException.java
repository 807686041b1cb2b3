package io.stagedoor.routing.routes;

import io.stagedoor.start.StartFailure;

/** A route file that cannot be used. */
public final class RouteFileException extends StartFailure {

    /** @param line from 1; 0 where it is not known */
    public RouteFileException(String file, int line, String reason, Throwable cause) {
        super(file + (line > 0 ? ":" + line : "") + ": " + reason, cause);
    }
}
