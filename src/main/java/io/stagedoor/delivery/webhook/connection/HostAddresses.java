package io.stagedoor.delivery.webhook.connection;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host name. */
public interface HostAddresses {

    /** The best address first. Fails with {@code UnknownHostException}; blocks no thread. */
    Future<List<InetAddress>> of(String name);
}
