package io.stagedoor.http.access;

import io.smallrye.mutiny.Uni;
import io.stagedoor.http.Problem;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;

/** The answer to a request of nobody, or of somebody who may not send it. */
record Refusal(Problem problem, Map<String, String> headers) {

    static final Refusal LOG_IN = new Refusal(
            new Problem(
                    401,
                    "Unauthorized",
                    "log in: send a bearer token of " + AccessSettings.TOKENS
                            + "<name>.token in the header Authorization"),
            Map.of("WWW-Authenticate", "Bearer realm=\"stagedoor\""));

    static final Refusal WRONG_TOKEN = new Refusal(
            new Problem(401, "Unauthorized", "the bearer token is wrong"),
            Map.of("WWW-Authenticate", "Bearer realm=\"stagedoor\", error=\"invalid_token\""));

    static final Refusal FORGED = new Refusal(
            new Problem(403, "Forbidden", "a browser must say that a page of this origin sends it"), Map.of());

    static Refusal tooMany(Duration wait) {
        return new Refusal(
                new Problem(
                        429,
                        "Too Many Requests",
                        "too many failed log-ins; the header Retry-After says how long to wait, in seconds"),
                Map.of("Retry-After", Long.toString(wait.toSeconds())));
    }

    Uni<Boolean> answer(RoutingContext context) {
        headers.forEach(context.response()::putHeader);
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(problem.json());
        return Uni.createFrom().item(true);
    }
}
