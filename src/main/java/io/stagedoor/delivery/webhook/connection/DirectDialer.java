package io.stagedoor.delivery.webhook.connection;

import io.stagedoor.delivery.attempt.OurFault;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Connects to an address that the egress rule has checked, because the name may resolve to another one a moment later.
 * Host header, SNI and the check of the certificate use the name in the URL.
 *
 * <pre>
 *  name ─▶ addresses now ─▶ permitted ─▶ first ─▶ connected, or half of the time is over, or refused
 *                                          ▲                                    │
 *                                          └──────────────── next ◀─────────────┘
 * </pre>
 */
final class DirectDialer implements Dialer {

    private final HttpClient http;
    private final PermittedAddresses addresses;
    private final int port;
    private final Duration timeout;

    DirectDialer(HttpClient http, PermittedAddresses addresses, int port, Duration timeout) {
        this.http = http;
        this.addresses = addresses;
        this.port = port;
        this.timeout = timeout;
    }

    @Override
    public Future<HttpClientRequest> open(RequestOptions request) {
        long deadline = System.nanoTime() + timeout.toNanos();
        return addresses.now().compose(permitted -> connect(request, permitted, deadline, null));
    }

    /** @param before how another address of the receiver failed, null if none was tried */
    private Future<HttpClientRequest> connect(
            RequestOptions request, List<InetAddress> permitted, long deadline, Throwable before) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left < 1) {
            return Future.failedFuture(new TimeoutException("no connection within " + timeout.toMillis() + " ms"));
        }
        List<InetAddress> others = permitted.subList(1, permitted.size());
        request.setServer(server(permitted.get(0))).setConnectTimeout(others.isEmpty() ? left : Math.max(1, left / 2));
        return http.request(request)
                .onSuccess(connected -> addresses.connectedTo(permitted.get(0)))
                // A TLS failure is an answer of the receiver; its other addresses would answer the same.
                .recover(failure -> {
                    Throwable theirs = OurFault.in(failure).isPresent() ? before : failure;
                    return others.isEmpty() || failure instanceof SSLException
                            ? Future.failedFuture(theirs == null ? failure : said(theirs))
                            : connect(request, others, deadline, theirs);
                });
    }

    /** Without the name: the pool distinguishes servers by it, and would mix two addresses of one name. */
    private SocketAddress server(InetAddress address) {
        try {
            return SocketAddress.inetSocketAddress(
                    new InetSocketAddress(InetAddress.getByAddress(address.getAddress()), port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes: " + address, e);
        }
    }

    private Throwable said(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return new TimeoutException("no connection within " + timeout.toMillis() + " ms");
        }
        if (failure instanceof SocketException && !(failure instanceof ConnectException)) {
            return new ConnectException(failure.getMessage()); // No route: the same for a reader.
        }
        return failure;
    }
}
