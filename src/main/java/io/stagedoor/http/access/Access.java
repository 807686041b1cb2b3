package io.stagedoor.http.access;

import io.stagedoor.http.HttpSettings;
import io.stagedoor.operations.Actor;
import io.stagedoor.operations.Audit;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Knows the tokens of the running program, and who has failed to show one. Thread-safe. */
@Singleton
public class Access {

    private static final Actor NOBODY = new Actor("nobody", "none");

    private final Clock clock = Clock.systemUTC();
    private final LoginLimiter limiter = new LoginLimiter(clock);
    private final Sessions sessions = new Sessions(clock);
    private volatile AccessSettings settings;
    private volatile boolean tls;
    private volatile boolean free;

    /**
     * Sets who may use the page and the API.
     *
     * @param http where they are served; with TLS, cookies travel over it only
     */
    public void open(AccessSettings settings, HttpSettings http) {
        this.tls = http.tls().isPresent();
        this.free = http.loopback() && settings.open();
        this.settings = settings;
    }

    /** Whether nobody needs to log in; false before it is open. */
    boolean free() {
        return free;
    }

    boolean oidc() {
        AccessSettings known = settings;
        return known != null && known.oidc();
    }

    boolean hasTokens() {
        AccessSettings known = settings;
        return known != null && !known.tokens().isEmpty();
    }

    boolean tls() {
        return tls;
    }

    /** With TLS, a name that a page of another host or path cannot set (RFC 6265bis, 4.1.3.2). */
    String cookie() {
        return tls ? "__Host-stagedoor" : "stagedoor";
    }

    /** @return empty if no token is this one */
    Optional<AccessToken> token(String given) {
        Optional<AccessToken> found = Optional.empty();
        AccessSettings known = settings;
        if (known != null) {
            for (AccessToken token : known.tokens()) { // All of them: the time must not tell which one is near.
                if (token.is(given)) {
                    found = Optional.of(token);
                }
            }
        }
        return found;
    }

    Optional<AccessToken> session(String cookie) {
        AccessSettings known = settings;
        return known == null ? Optional.empty() : sessions.of(cookie, known.tokens());
    }

    String begin(AccessToken token) {
        return sessions.begin(token);
    }

    Duration wait(String address) {
        return limiter.wait(address);
    }

    void failed(String address) {
        limiter.failed(address);
        Audit.write("login", NOBODY, address, "failed");
    }
}
