package io.stagedoor.ingress.producer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts failed authentications of each remote address, at most {@value #MOST} a minute. An IPv6 address counts as its
 * /64, which one machine may have to itself. Thread-safe.
 */
public final class FailedAttempts {

    public static final int MOST = 20;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int KNOWN = 10_000;
    private static final int NETWORK_BYTES = 8;
    private static final int IPV4_BYTES = 4;

    private record Window(long since, int failures) {}

    private final LongSupplier nanos;
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > KNOWN;
        }
    };

    public FailedAttempts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    public synchronized void failed(String address) {
        Window window = current(network(address));
        windows.put(network(address), new Window(window.since(), window.failures() + 1));
    }

    /** Seconds until the address may try again; 0 if it may now. */
    public synchronized int secondsToWait(String address) {
        Window window = current(network(address));
        if (window.failures() < MOST) {
            return 0;
        }
        return 1
                + (int) Duration.ofNanos(window.since() + MINUTE - nanos.getAsLong())
                        .toSeconds();
    }

    private Window current(String network) {
        Window known = windows.get(network);
        boolean counts = known != null && nanos.getAsLong() - known.since() < MINUTE;
        return counts ? known : new Window(nanos.getAsLong(), 0);
    }

    private static String network(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == IPV4_BYTES ? address : Arrays.toString(Arrays.copyOf(bytes, NETWORK_BYTES));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
