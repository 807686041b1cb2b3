package io.stagedoor.api;

import io.stagedoor.http.Problem;
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

    @ServerExceptionMapper
    Response of(NotFound e) {
        return answer(Status.NOT_FOUND, e.getMessage(), Map.of()).build();
    }

    @ServerExceptionMapper
    Response of(Invalid e) {
        return answer(Status.BAD_REQUEST, e.getMessage(), Map.of("parameter", e.parameter()))
                .build();
    }

    @ServerExceptionMapper
    Response of(Impossible e) {
        return answer(Status.CONFLICT, e.getMessage(), Map.of()).build();
    }

    @ServerExceptionMapper
    Response of(Busy e) {
        return answer(Status.SERVICE_UNAVAILABLE, e.getMessage(), Map.of())
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    /** Only the broker and the files of an archive are asked. */
    @ServerExceptionMapper
    Response of(IOException e) {
        return answer(Status.SERVICE_UNAVAILABLE, e.getMessage(), Map.of())
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    private static Response.ResponseBuilder answer(Status status, String detail, Map<String, Object> more) {
        Problem problem = new Problem(status.getStatusCode(), status.getReasonPhrase(), detail, more);
        return Response.status(status)
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .entity(problem.json());
    }
}
