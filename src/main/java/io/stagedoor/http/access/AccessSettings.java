package io.stagedoor.http.access;

import io.stagedoor.http.HttpSettings;
import io.stagedoor.start.StartFailure;
import java.util.List;

/**
 * Who may use the page and the API.
 *
 * @param tokens sorted by name
 * @param oidc whether an issuer of OpenID Connect is configured
 * @param producers whether producers of events are configured, who have paths of their own
 */
public record AccessSettings(List<AccessToken> tokens, boolean oidc, boolean producers) {

    public static final String TOKENS = "stagedoor.http.tokens.";
    public static final String PRODUCERS = "stagedoor.http.producers.";
    public static final String OIDC = "quarkus.oidc.tenant-enabled";

    public AccessSettings {
        tokens = List.copyOf(tokens);
    }

    /** Whether nobody needs to log in; only on localhost. */
    public boolean open() {
        return tokens.isEmpty() && !oidc;
    }

    /** @throws StartFailure when everybody could use the page and the API, from other machines */
    public void check(HttpSettings http) throws StartFailure {
        if (http.enabled() && !http.loopback() && open() && !producers) {
            throw new StartFailure(HttpSettings.HOST + "=" + http.host() + " lets other machines use the page and the"
                    + " API, and nobody would have to log in: set " + TOKENS + "<name>.token=env:NAME or file:PATH and "
                    + TOKENS + "<name>.role=viewer or operator, or " + OIDC + "=true with your issuer, or "
                    + HttpSettings.HOST + "=localhost");
        }
    }
}
