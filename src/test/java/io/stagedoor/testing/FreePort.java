package io.stagedoor.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port of localhost that nobody listens on. It stays free until the test takes it, also after a process that had it
 * is killed: the ports are below those that systems give to outgoing connections, no two of Maven's forks choose from
 * the same ones, and none is given twice before all were.
 */
public final class FreePort {

    private static final int FIRST = 12_000;
    private static final int LAST = 29_999;

    /** Which of the processes that run tests side by side this one is, from 1 on; set in {@code pom.xml}. */
    private static final int FORK = Integer.getInteger("stagedoor.test.fork", 0);

    private static final int FORKS = 16;
    private static final int PORTS = (LAST - FIRST + 1) / FORKS;

    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    private FreePort() {}

    public static int next() {
        for (int tries = 0; tries < PORTS; tries++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), PORTS) * FORKS + FORK % FORKS;
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no free port of localhost from " + FIRST + " to " + LAST);
    }
}
