package io.stagedoor.http.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failed log-ins, by the address that they come from and in all, in windows of a minute.
 *
 * <pre>
 *   failures of an address in this window     in all     the next try of it
 *   0                                         any        is looked at
 *   1 to 9                                    below 300  is looked at
 *   1 to 9                                    more       is refused, whatever it brings
 *   10 and more                               any        is refused, whatever it brings
 * </pre>
 *
 * So many addresses together cannot lock out one that has not failed. An IPv6 address counts with its /64, which one
 * machine has as a whole. It remembers at most {@value #MOST_ADDRESSES} addresses. Thread-safe.
 */
final class LoginLimiter {

    static final int MOST_OF_ADDRESS = 10;
    static final int MOST_IN_ALL = 300;
    static final int MOST_ADDRESSES = 10_000;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private record Failures(Instant since, int count) {}

    private final Clock clock;
    private final Map<String, Failures> byAddress = new LinkedHashMap<>() {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };
    private Failures all = new Failures(Instant.EPOCH, 0);

    LoginLimiter(Clock clock) {
        this.clock = clock;
    }

    /** How long the address must wait before the next try; zero if it need not. */
    synchronized Duration wait(String address) {
        Failures own = current(byAddress.get(network(address)));
        if (own.count() == 0) {
            return Duration.ZERO;
        }
        if (own.count() >= MOST_OF_ADDRESS) {
            return left(own);
        }
        all = current(all);
        return all.count() >= MOST_IN_ALL ? left(all) : Duration.ZERO;
    }

    /** Notes a failure. */
    synchronized void failed(String address) {
        byAddress.merge(network(address), new Failures(clock.instant(), 1), (before, one) -> plusOne(before));
        all = plusOne(all);
    }

    private Failures plusOne(Failures before) {
        Failures now = current(before);
        return new Failures(now.since(), now.count() + 1);
    }

    private Failures current(Failures known) {
        Instant now = clock.instant();
        return known == null || !now.isBefore(known.since().plus(WINDOW)) ? new Failures(now, 0) : known;
    }

    private Duration left(Failures failures) {
        Duration left = Duration.between(clock.instant(), failures.since().plus(WINDOW));
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }

    /** @param address a literal, as the socket has it */
    private static String network(String address) {
        if (!address.contains(":") || address.contains(".")) {
            return address;
        }
        try {
            byte[] bytes =
                    InetAddress.getByName(address.replaceFirst("%.*", "")).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(8, bytes.length));
        } catch (UnknownHostException noLiteral) {
            return address;
        }
    }
}
