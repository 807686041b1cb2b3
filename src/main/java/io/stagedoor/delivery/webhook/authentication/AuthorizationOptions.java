package io.stagedoor.delivery.webhook.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.stagedoor.secret.CurrentSecret;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads the options for basic (RFC 7617), bearer (RFC 6750) or OAuth 2 (RFC 6749) authorization. Secrets must be
 * references.
 */
public final class AuthorizationOptions {

    private static final String BEARER_TOKEN = "[A-Za-z0-9._~+/-]+=*";

    private AuthorizationOptions() {}

    /**
     * @param headers the destination's own, one of which may be the authorization
     * @throws IllegalArgumentException names the option; shows no secret
     */
    public static AuthorizationOption take(Options options, List<ExtraHeader> headers) throws IOException {
        String username = options.take("username");
        CurrentSecret<String> password = options.takeSecret("password", AuthorizationOptions::password);
        CurrentSecret<String> bearer = options.takeSecret("bearer", AuthorizationOptions::bearerToken);
        OAuth2Options oauth2 = OAuth2Options.take(options);
        requireOne(
                username != null || password != null,
                bearer != null,
                oauth2 != null,
                headers.stream().anyMatch(header -> header.name().equals(Authorization.HEADER)));
        if (oauth2 != null) {
            return clients ->
                    new OAuth2Token(new TokenRequest(oauth2, clients.apply(oauth2.tokenUrl())), options.clock());
        }
        if (bearer != null) {
            return clients -> constant(() -> "Bearer " + bearer.get());
        }
        if (username != null || password != null) {
            String user = user(username, password);
            return clients -> constant(() -> basic(user, password.get()));
        }
        return clients -> constant(() -> "");
    }

    private static void requireOne(boolean basic, boolean bearer, boolean oauth2, boolean header) {
        List<String> named = new ArrayList<>();
        if (basic) {
            named.add("username and password");
        }
        if (bearer) {
            named.add("bearer");
        }
        if (oauth2) {
            named.add("oauth2…");
        }
        if (header) {
            named.add("the header Authorization");
        }
        if (named.size() > 1) {
            throw new IllegalArgumentException("only one of " + String.join(", ", named) + " can be the authorization");
        }
    }

    private static String user(String username, CurrentSecret<String> password) {
        if (username == null || password == null) {
            throw new IllegalArgumentException("username and password belong together; "
                    + (username == null ? "username" : "password") + " is missing");
        }
        if (username.contains(":") || !username.matches("\\P{Cntrl}+")) {
            throw new IllegalArgumentException("username: RFC 7617 allows no ':' and no control characters in it");
        }
        return username;
    }

    /** User and password, encoded by RFC 7617. */
    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    private static String password(String text) {
        if (!text.matches("\\P{Cntrl}+")) {
            throw new IllegalArgumentException("it contains a control character or a second line");
        }
        return text;
    }

    /** @throws IllegalArgumentException does not show the text */
    static String bearerToken(String text) {
        if (!text.matches(BEARER_TOKEN)) {
            throw new IllegalArgumentException("it is not a bearer token by RFC 6750, 2.1");
        }
        return text;
    }

    private static Authorization constant(Supplier<String> value) {
        return () -> Future.succeededFuture(value.get());
    }
}
