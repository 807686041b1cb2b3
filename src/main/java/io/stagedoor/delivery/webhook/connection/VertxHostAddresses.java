package io.stagedoor.delivery.webhook.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Resolves names with Vert.x' own resolver: it reads the hosts file, caches answers as long as DNS says, and blocks no
 * thread.
 */
public final class VertxHostAddresses implements HostAddresses {

    private final VertxInternal vertx;

    public VertxHostAddresses(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
    }

    @Override
    public Future<List<InetAddress>> of(String name) {
        Promise<List<InetSocketAddress>> found = vertx.promise();
        vertx.addressResolver().resolveHostnameAll(name, found);
        return found.future()
                .map(addresses ->
                        addresses.stream().map(InetSocketAddress::getAddress).toList());
    }
}
