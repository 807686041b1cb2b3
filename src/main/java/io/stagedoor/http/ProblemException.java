package io.stagedoor.http;

import jakarta.ws.rs.core.Response.Status;
import java.util.Map;

/** Ends a request with this problem. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public ProblemException(Status status, String detail) {
        this(new Problem(status.getStatusCode(), status.getReasonPhrase(), detail));
    }

    /** @param more further members of the problem */
    public ProblemException(Status status, String detail, Map<String, Object> more) {
        this(new Problem(status.getStatusCode(), status.getReasonPhrase(), detail, more));
    }

    public Problem problem() {
        return problem;
    }
}
