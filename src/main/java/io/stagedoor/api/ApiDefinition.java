package io.stagedoor.api;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the OpenAPI document says about the whole API. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Stagedoor",
                        version = "1",
                        description = "See and steer the delivery of events. Reading needs the role 'viewer', acting"
                                + " the role 'operator'; on localhost nobody needs to log in unless tokens or an"
                                + " issuer are configured. Times are RFC 3339 in UTC. Errors are problem details"
                                + " (RFC 9457). Lists come in pages: pass 'next' of one page as 'cursor' of the"
                                + " following one.",
                        license = @License(name = "Apache-2.0", identifier = "Apache-2.0")),
        servers = @Server(url = "/"),
        security = {@SecurityRequirement(name = "token"), @SecurityRequirement(name = "session")},
        tags = {
            @Tag(name = "channels", description = "Where events come from"),
            @Tag(name = "destinations", description = "Where events go"),
            @Tag(name = "attempts", description = "The delivery history"),
            @Tag(name = "dead letters", description = "What could not be routed or delivered"),
            @Tag(name = "events", description = "One event"),
            @Tag(name = "jobs", description = "What runs in the background")
        })
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "A token of stagedoor.http.tokens.<name>, or an access token of the configured issuer")
@SecurityScheme(
        securitySchemeName = "session",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.COOKIE,
        apiKeyName = "stagedoor",
        description = "The session of a person who logged in at /login; with TLS the cookie is __Host-stagedoor")
public class ApiDefinition extends Application {}
