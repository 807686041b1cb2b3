package io.stagedoor.ingress;

import io.stagedoor.http.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Ends a request: its problem, when to try again, and the word that the metric counts it under. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The words of {@code outcome}, with status and title (RFC 9110, 15; RFC 6585, 4). */
    enum Why {
        INVALID(400, "Bad Request"),
        UNAUTHENTICATED(401, "Unauthorized"),
        FORBIDDEN(403, "Forbidden"),
        UNKNOWN_CHANNEL(404, "Not Found"),
        LENGTH_REQUIRED(411, "Length Required"),
        TOO_LARGE(413, "Content Too Large"),
        UNSUPPORTED(415, "Unsupported Media Type"),
        PRESSURE(429, "Too Many Requests"),
        REFUSED(503, "Service Unavailable"),
        AWAY(503, "Service Unavailable");

        private final int status;
        private final String title;

        Why(int status, String title) {
            this.status = status;
            this.title = title;
        }
    }

    private final Why why;
    private final transient Problem problem;
    private final int retryAfter;

    /** @param retryAfter seconds; 0 if it does not help to try again */
    Refusal(Why why, String detail, int retryAfter) {
        this(why, detail, retryAfter, Map.of());
    }

    /** @param more further members of the problem */
    Refusal(Why why, String detail, int retryAfter, Map<String, Object> more) {
        super(detail, null, false, false);
        this.why = why;
        this.problem = new Problem(why.status, why.title, detail, more);
        this.retryAfter = retryAfter;
    }

    Why why() {
        return why;
    }

    Response response() {
        Response.ResponseBuilder answer = Response.status(problem.status())
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .entity(problem.json());
        if (retryAfter > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        if (why == Why.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"stagedoor events\"");
        }
        return answer.build();
    }
}
