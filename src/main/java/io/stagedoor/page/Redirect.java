package io.stagedoor.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Sends the browser on after an action, so that loading the page again repeats nothing; RFC 9110, 15.4.4. */
final class Redirect {

    private Redirect() {}

    /** @param path on this server, with its query */
    static Response to(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .build();
    }

    static Response to(String path, Done done) {
        return to(path + (path.contains("?") ? "&" : "?") + done.parameter());
    }
}
