package io.stagedoor.http.access;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.stagedoor.http.Problem;
import io.stagedoor.operations.Audit;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers whoever lacks a role, and writes it down. */
final class Denials {

    private final CurrentIdentityAssociation current;

    Denials(CurrentIdentityAssociation current) {
        this.current = current;
    }

    @ServerExceptionMapper
    Response of(ForbiddenException e, ContainerRequestContext request) {
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
        return Response.status(problem.status())
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .entity(problem.json())
                .build();
    }
}
