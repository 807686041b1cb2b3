package io.stagedoor.http.access;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out who sends a request: by a bearer token, by the cookie of a session, by OpenID Connect if it is configured,
 * or, if nothing is configured, by the fact that the port is only for this machine.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class AccessMechanism implements HttpAuthenticationMechanism {

    private static final String REFUSAL = "stagedoor.refusal";
    private static final String BEARER = "Bearer ";
    private static final String PRODUCERS = "/events";
    private static final String LOGIN = "/login";
    private static final String LOGIN_OIDC = "/login/oidc";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Access access;
    private final OidcAuthenticationMechanism oidc;

    AccessMechanism(Access access, OidcAuthenticationMechanism oidc) {
        this.access = access;
        this.oidc = oidc;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        HttpServerRequest request = context.request();
        if (isOfProducers(context.normalizedPath())) {
            return Uni.createFrom().nullItem();
        }
        if (access.free()) {
            return identities.authenticate(new AccessRequest("localhost", Roles.OPERATOR));
        }
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return bearer(
                    context,
                    identities,
                    authorization.substring(BEARER.length()).strip());
        }
        Cookie cookie = request.getCookie(access.cookie());
        Optional<AccessToken> session = cookie == null ? Optional.empty() : access.session(cookie.getValue());
        if (session.isPresent()) {
            return isForged(request) ? refuse(context, Refusal.FORGED) : identity(session.get(), identities);
        }
        if (!access.oidc()) {
            return Uni.createFrom().nullItem();
        }
        return request.cookieCount() > 0 && isForged(request)
                ? refuse(context, Refusal.FORGED)
                : oidc.authenticate(context, identities);
    }

    private Uni<SecurityIdentity> bearer(RoutingContext context, IdentityProviderManager identities, String given) {
        String address = address(context.request());
        Duration wait = access.wait(address);
        if (!wait.isZero()) {
            return refuse(context, Refusal.tooMany(wait));
        }
        Optional<AccessToken> token = access.token(given);
        if (token.isPresent()) {
            return identity(token.get(), identities);
        }
        if (access.oidc()) {
            return oidc.authenticate(context, identities)
                    .onFailure(AuthenticationFailedException.class)
                    .invoke(() -> {
                        access.failed(address);
                        context.put(REFUSAL, Refusal.WRONG_TOKEN);
                        // Otherwise the mechanism that failed answers, without a problem.
                        context.put(HttpAuthenticationMechanism.class.getName(), this);
                    });
        }
        access.failed(address);
        return refuse(context, Refusal.WRONG_TOKEN);
    }

    private static Uni<SecurityIdentity> identity(AccessToken token, IdentityProviderManager identities) {
        return identities.authenticate(new AccessRequest(token.name(), token.role()));
    }

    private static Uni<SecurityIdentity> refuse(RoutingContext context, Refusal refusal) {
        context.put(REFUSAL, refusal);
        return Uni.createFrom()
                .failure(new AuthenticationFailedException(refusal.problem().detail()));
    }

    /**
     * Whether another site may have made the browser send it: the cookie alone does not show that somebody wanted it.
     * A foreign origin was refused before; here a browser must name ours (Fetch, "Origin" and "Sec-Fetch-Site").
     */
    private static boolean isForged(HttpServerRequest request) {
        return !SAFE.contains(request.method())
                && request.getHeader("Origin") == null
                && !"same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    }

    private static boolean isOfProducers(String path) {
        return path.equals(PRODUCERS) || path.startsWith(PRODUCERS + "/");
    }

    static String address(HttpServerRequest request) {
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }

    /** Answers a request of nobody: with a problem, or for a person's browser with the way to log in. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        Refusal refusal = context.get(REFUSAL);
        if (refusal != null) {
            return refusal.answer(context);
        }
        if (isPersons(context.request())) {
            boolean token = access.hasTokens() && !context.normalizedPath().equals(LOGIN_OIDC);
            if (token) {
                String to = LOGIN + "?to=" + URLEncoder.encode(context.request().uri(), StandardCharsets.UTF_8);
                context.response().setStatusCode(303).putHeader("Location", to).end();
                return Uni.createFrom().item(true);
            }
            if (access.oidc()) {
                return HttpAuthenticationMechanism.super.sendChallenge(context);
            }
        }
        return Refusal.LOG_IN.answer(context);
    }

    private static boolean isPersons(HttpServerRequest request) {
        String accept = request.getHeader("Accept");
        return request.method() == HttpMethod.GET
                && request.getHeader("Authorization") == null
                && accept != null
                && List.of(accept.split(",")).stream()
                        .anyMatch(type -> type.strip().startsWith("text/html"));
    }

    /** Of OpenID Connect: where the person logs in. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return access.oidc()
                ? oidc.getChallenge(context)
                : Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"stagedoor\""));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        Set<Class<? extends AuthenticationRequest>> types = new HashSet<>(oidc.getCredentialTypes());
        types.add(AccessRequest.class);
        return types;
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer"));
    }
}
