package io.stagedoor.delivery.webhook.connection;

import io.stagedoor.egress.EgressRule;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The addresses of a URL's host that the egress rule permits, at most a second old. The last one connected to comes
 * first if it is still among them, so that its pooled connections stay in use, whatever the order in DNS.
 */
final class PermittedAddresses {

    /**
     * Without this, thousands of requests a second would each resolve the name. Connections use the checked addresses.
     */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final WebhookUrl url;
    private final HostAddresses names;
    private final EgressRule rule;
    private final Duration timeout;
    private volatile InetAddress last;
    private volatile Judged known;

    /** @param until by {@link System#nanoTime} */
    private record Judged(List<InetAddress> permitted, long until) {}

    PermittedAddresses(WebhookUrl url, HostAddresses names, EgressRule rule, Duration timeout) {
        this.url = url;
        this.names = names;
        this.rule = rule;
        this.timeout = timeout;
    }

    /**
     * At least one address. Fails with {@link EgressRefused}, or with {@code UnknownHostException}, also after a
     * time-out.
     */
    Future<List<InetAddress>> now() {
        Judged known = this.known;
        if (known != null && known.until() - System.nanoTime() > 0) {
            return Future.succeededFuture(known.permitted());
        }
        return url.literal()
                .map(address -> Future.succeededFuture(List.of(address)))
                .orElseGet(this::resolve)
                .compose(this::judge);
    }

    void connectedTo(InetAddress address) {
        if (!address.equals(last)) {
            last = address;
            known = null;
        }
    }

    private Future<List<InetAddress>> resolve() {
        return names.of(url.host())
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof TimeoutException
                                ? new UnknownHostException(
                                        url.host() + ", no answer within " + timeout.toMillis() + " ms")
                                : failure));
    }

    private Future<List<InetAddress>> judge(List<InetAddress> found) {
        List<InetAddress> permitted = new ArrayList<>();
        String refusal = null;
        for (InetAddress address : found) {
            String refused = rule.refusal(address).orElse(null);
            if (refused == null) {
                permitted.add(address.equals(last) ? 0 : permitted.size(), address);
            } else if (refusal == null) {
                refusal = refused;
            }
        }
        if (!permitted.isEmpty()) {
            known = new Judged(List.copyOf(permitted), System.nanoTime() + FRESH.toNanos());
            return Future.succeededFuture(permitted);
        }
        return Future.failedFuture(
                refusal == null
                        ? new UnknownHostException(url.host() + " has no address")
                        : new EgressRefused(url.host() + " is refused: " + refusal));
    }
}
