package io.stagedoor.routing.routes;

import io.stagedoor.start.StartFailure;

/** Says why a route file is unusable. */
public final class RouteFileException extends StartFailure {

    /** @param line from 1; 0 if unknown */
    public RouteFileException(String file, int line, String reason, Throwable cause) {
        super(file + (line > 0 ? ":" + line : "") + ": " + reason, cause);
    }
}
