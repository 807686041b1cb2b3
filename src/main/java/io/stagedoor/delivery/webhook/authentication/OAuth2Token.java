package io.stagedoor.delivery.webhook.authentication;

import io.stagedoor.delivery.webhook.authentication.TokenRequest.Token;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Holds one token for all deliveries of a destination.
 *
 * <pre>
 *  none ──asked for──▶ requested ──▶ held ──about to expire, or refused──▶ none
 *                          └── failed, for all who wait ──────────────▶ none
 * </pre>
 *
 * While a request is under way, all callers share it.
 */
final class OAuth2Token implements Authorization {

    /** The longest time before expiry to renew: a token must outlive the request that uses it. */
    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(30);

    private record Held(String header, Instant until) {}

    private final TokenRequest request;
    private final Clock clock;
    private Future<Held> current;

    OAuth2Token(TokenRequest request, Clock clock) {
        this.request = request;
        this.clock = clock;
    }

    @Override
    public synchronized Future<String> value() {
        if (current == null || current.failed() || (current.succeeded() && expired(current.result()))) {
            current = request.send().map(this::held);
        }
        return current.map(Held::header);
    }

    /** Drops only this value: another delivery may have got a new one before the answer. */
    @Override
    public synchronized boolean refused(String value) {
        if (current != null && current.succeeded() && current.result().header().equals(value)) {
            current = null;
        }
        return true;
    }

    private Held held(Token token) {
        return new Held("Bearer " + token.value(), token.lifetime() == null ? Instant.MAX : expiry(token.lifetime()));
    }

    private Instant expiry(Duration lifetime) {
        Duration tenth = lifetime.dividedBy(10);
        Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
        return clock.instant().plus(lifetime).minus(margin);
    }

    private boolean expired(Held held) {
        return !clock.instant().isBefore(held.until());
    }

    @Override
    public void close() {
        request.close();
    }
}
