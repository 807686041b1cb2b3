package io.stagedoor.http.access;

import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.stagedoor.operations.Actor;
import io.stagedoor.operations.Audit;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Logs a person in and out. Programs send their token with each request instead. */
@Path("/")
public class LoginResource {

    private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";
    private static final int SEE_OTHER = 303;

    private final Access access;
    private final LoginForm form;
    private final SecurityIdentity identity;
    private final OidcSession issued;

    LoginResource(Access access, LoginForm form, SecurityIdentity identity, OidcSession issued) {
        this.issued = issued;
        this.access = access;
        this.form = form;
        this.identity = identity;
    }

    @GET
    @Path("login")
    @Produces(HTML)
    @PermitAll
    @Operation(hidden = true)
    public String form(@QueryParam("to") @DefaultValue("/") String to) {
        return form.html(own(to), null, access.oidc());
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @PermitAll
    @Operation(hidden = true)
    public Response login(
            @FormParam("token") @DefaultValue("") String given,
            @FormParam("to") @DefaultValue("/") String to,
            RoutingContext context) {
        String address = AccessMechanism.address(context.request());
        Duration wait = access.wait(address);
        if (!wait.isZero()) {
            String fault = "Too many failed log-ins: try again in " + wait.toSeconds() + " s.";
            return Response.status(429)
                    .header("Retry-After", wait.toSeconds())
                    .type(HTML)
                    .entity(form.html(own(to), fault, access.oidc()))
                    .build();
        }
        Optional<AccessToken> token = access.token(given.strip());
        if (token.isEmpty()) {
            access.failed(address);
            return Response.status(401)
                    .header("WWW-Authenticate", "Bearer realm=\"stagedoor\"")
                    .type(HTML)
                    .entity(form.html(own(to), "This is no token of this installation.", access.oidc()))
                    .build();
        }
        Audit.write("login", new Actor(token.get().name(), token.get().role()), address, "done");
        return Response.status(SEE_OTHER)
                .location(URI.create(own(to)))
                .cookie(cookie(access.begin(token.get()), (int) Sessions.LENGTH.toSeconds()))
                .build();
    }

    @POST
    @Path("logout")
    @PermitAll
    @Operation(hidden = true)
    public Uni<Response> logout() {
        if (!identity.isAnonymous()) {
            Audit.write("logout", Roles.actor(identity), "session", "done");
        }
        Response out = Response.status(SEE_OTHER)
                .location(URI.create("/login"))
                .cookie(cookie("", 0))
                .build();
        return access.oidc()
                ? issued.logout().replaceWith(out)
                : Uni.createFrom().item(out);
    }

    /** Reached only after the issuer has logged the person in. */
    @GET
    @Path("login/oidc")
    @Authenticated
    @Operation(hidden = true)
    public Response issuer() {
        return Response.status(SEE_OTHER).location(URI.create("/")).build();
    }

    private NewCookie cookie(String value, int seconds) {
        return new NewCookie.Builder(access.cookie())
                .value(value)
                .path("/")
                .maxAge(seconds)
                .httpOnly(true)
                .secure(access.tls())
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    /** A path of this program, and never of another host: a link with another one would lead a person away. */
    private static String own(String to) {
        return to.matches("/([A-Za-z0-9._~!$&'()*+,;=:@%?-][A-Za-z0-9._~!$&'()*+,;=:@%/?-]{0,1000})?") ? to : "/";
    }
}
