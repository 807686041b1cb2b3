package io.stagedoor.delivery.webhook;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host name. */
interface HostAddresses {

    /** The best address first. Fails with {@code UnknownHostException}; blocks no thread. */
    Future<List<InetAddress>> of(String name);
}
