package io.stagedoor.routing;

import io.stagedoor.StartFailure;

/** A route file that cannot be used. */
public final class RouteFileException extends StartFailure {

    /** @param line from 1; 0 where it is not known */
    RouteFileException(String file, int line, String reason, Throwable cause) {
        super(file + (line > 0 ? ":" + line : "") + ": " + reason, cause);
    }
}
