package io.stagedoor.http.access;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.stagedoor.http.Problem;
import io.stagedoor.http.ProblemAnswer;
import io.stagedoor.operations.Audit;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers whoever lacks a role, and writes it down. */
final class Denials {

    private final CurrentIdentityAssociation current;
    private final ProblemAnswer answer;

    Denials(CurrentIdentityAssociation current, ProblemAnswer answer) {
        this.current = current;
        this.answer = answer;
    }

    @ServerExceptionMapper
    Response of(ForbiddenException e, ContainerRequestContext request, HttpHeaders headers) {
        Audit.write(
                request.getMethod(),
                Roles.actor(current.getIdentity()),
                request.getUriInfo().getPath(),
                "denied");
        Problem problem = new Problem(
                403,
                "Forbidden",
                "this needs the role " + Roles.OPERATOR + "; yours is "
                        + Roles.actor(current.getIdentity()).role());
        return answer.to(problem, headers).build();
    }
}
