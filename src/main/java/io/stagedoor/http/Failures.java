package io.stagedoor.http;

import io.stagedoor.broker.BrokerUnavailable;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every failure with a {@link Problem}, and tells nobody about the inside of the program. */
final class Failures {

    private static final Logger LOG = Logger.getLogger("io.stagedoor.http");

    /** The program itself tries to connect about as often. */
    private static final int RETRY_SECONDS = 5;

    private final ProblemAnswer answer;

    Failures(ProblemAnswer answer) {
        this.answer = answer;
    }

    @ServerExceptionMapper
    Response of(ProblemException e, HttpHeaders headers) {
        return answer.to(e.problem(), headers).build();
    }

    @ServerExceptionMapper
    Response of(BrokerUnavailable e, HttpHeaders headers) {
        Problem problem =
                new Problem(503, Status.SERVICE_UNAVAILABLE.getReasonPhrase(), "the broker is away; try again later");
        return answer.to(problem, headers)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    /** What the framework refuses: an unknown path, a method, a media type, a value of a parameter. */
    @ServerExceptionMapper
    Response of(WebApplicationException e, HttpHeaders headers) {
        Response refusal = e.getResponse();
        Status status = Status.fromStatusCode(refusal.getStatus());
        String title = status == null ? "HTTP " + refusal.getStatus() : status.getReasonPhrase();
        Response.ResponseBuilder built =
                answer.to(new Problem(refusal.getStatus(), title, detail(refusal.getStatus())), headers);
        Object allow = refusal.getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? built : built.header(HttpHeaders.ALLOW, allow)).build();
    }

    private static String detail(int status) {
        return switch (status) {
            case 400 -> "the request cannot be read";
            case 404 -> "there is nothing at this path; /api/openapi describes the paths for programs";
            case 405 -> "this path has no such method; the header Allow lists those it has";
            case 406 -> "the answer cannot have the type that the header Accept asks for";
            case 413 -> "the request is too large";
            case 415 -> "the request cannot have this Content-Type";
            default -> "the request is refused";
        };
    }

    @ServerExceptionMapper
    Response of(Exception e, HttpHeaders headers) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(e, "a request failed, id %s", id);
        Problem problem = new Problem(
                500, Status.INTERNAL_SERVER_ERROR.getReasonPhrase(), "the program failed; its log says why, id " + id);
        return answer.to(problem, headers).build();
    }
}
