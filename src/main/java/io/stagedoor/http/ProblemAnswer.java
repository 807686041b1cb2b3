package io.stagedoor.http;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers a problem to a program as JSON, and to a person with a browser as a page. */
@Singleton
public class ProblemAnswer {

    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

    private final Instance<ProblemPage> page;

    ProblemAnswer(Instance<ProblemPage> page) {
        this.page = page;
    }

    /** @param headers of the request; only one that names {@code text/html} gets a page */
    public Response.ResponseBuilder to(Problem problem, HttpHeaders headers) {
        Response.ResponseBuilder answer = Response.status(problem.status());
        if (page.isResolvable() && wantsPage(headers)) {
            return answer.header(HttpHeaders.CONTENT_TYPE, HTML)
                    .entity(page.get().html(problem));
        }
        return answer.header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE).entity(problem.json());
    }

    private static boolean wantsPage(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .anyMatch(type ->
                        type.getType().equals("text") && type.getSubtype().equals("html"));
    }
}
