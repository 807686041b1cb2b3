package io.stagedoor.api;

import io.stagedoor.http.Problem;
import io.stagedoor.http.ProblemAnswer;
import io.stagedoor.operations.Busy;
import io.stagedoor.operations.Impossible;
import io.stagedoor.operations.Invalid;
import io.stagedoor.operations.NotFound;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what {@code operations} refuses. */
final class ApiFailures {

    private static final int RETRY_SECONDS = 2;

    private final ProblemAnswer answer;

    ApiFailures(ProblemAnswer answer) {
        this.answer = answer;
    }

    @ServerExceptionMapper
    Response of(NotFound e, HttpHeaders headers) {
        return answer(Status.NOT_FOUND, e.getMessage(), Map.of(), headers).build();
    }

    @ServerExceptionMapper
    Response of(Invalid e, HttpHeaders headers) {
        return answer(Status.BAD_REQUEST, e.getMessage(), Map.of("parameter", e.parameter()), headers)
                .build();
    }

    @ServerExceptionMapper
    Response of(Impossible e, HttpHeaders headers) {
        return answer(Status.CONFLICT, e.getMessage(), Map.of(), headers).build();
    }

    @ServerExceptionMapper
    Response of(Busy e, HttpHeaders headers) {
        return answer(Status.SERVICE_UNAVAILABLE, e.getMessage(), Map.of(), headers)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    /** Only the broker and the files of an archive are asked. */
    @ServerExceptionMapper
    Response of(IOException e, HttpHeaders headers) {
        return answer(Status.SERVICE_UNAVAILABLE, e.getMessage(), Map.of(), headers)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    private Response.ResponseBuilder answer(
            Status status, String detail, Map<String, Object> more, HttpHeaders headers) {
        return answer.to(new Problem(status.getStatusCode(), status.getReasonPhrase(), detail, more), headers);
    }
}
