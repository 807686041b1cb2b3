package io.stagedoor.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides which addresses events may go to. Link-local, metadata, unspecified, multicast, broadcast and reserved
 * addresses are never permitted; loopback and private ones by configuration; the rest, except the ranges that the
 * configuration denies. An IPv6 address that embeds an IPv4 address must be permitted as both.
 */
public final class EgressRule {

    public static final String LOOPBACK = "stagedoor.egress.loopback";
    public static final String PRIVATE = "stagedoor.egress.private";
    public static final String DENY = "stagedoor.egress.deny";

    private final boolean loopback;
    private final boolean privateRanges;
    private final List<AddressRange> denied;

    /**
     * @param loopback whether 127.0.0.0/8 and ::1 are permitted
     * @param privateRanges whether RFC 1918, 100.64.0.0/10, 198.18.0.0/15 and fc00::/7 are permitted
     * @param denied further ranges, such as {@code 10.20.0.0/16}, separated by commas; empty for none
     * @throws IllegalArgumentException for an invalid range; the message names it
     */
    public EgressRule(boolean loopback, boolean privateRanges, String denied) {
        this.loopback = loopback;
        this.privateRanges = privateRanges;
        this.denied = denied.isBlank()
                ? List.of()
                : Stream.of(denied.split(",", -1))
                        .map(String::strip)
                        .map(EgressRule::range)
                        .toList();
    }

    private static AddressRange range(String text) {
        AddressRange range = AddressRange.parse(text);
        if (range.within(EmbeddedIpv4.MAPPED.range())) {
            // Java turns each of these into an IPv4 address, so the range would never match.
            throw new IllegalArgumentException("'" + text + "': write it as an IPv4 range");
        }
        return range;
    }

    /** Empty when events may go there; else the address, the reason, and the key that permits it if there is one. */
    public Optional<String> refusal(InetAddress address) {
        return refusal(address.getAddress()).map(why -> address.getHostAddress() + " is " + why);
    }

    private Optional<String> refusal(byte[] address) {
        return ofKind(address).or(() -> ofDenied(address)).or(() -> EmbeddedIpv4.in(address)
                .filter(embedded -> !AddressKind.LOOPBACK.contains(address))
                .flatMap(this::refusal)
                .map(why -> "an IPv6 form of an IPv4 address that is " + why));
    }

    private Optional<String> ofKind(byte[] address) {
        return Stream.of(AddressKind.values())
                .filter(kind -> kind.contains(address))
                .findFirst()
                .flatMap(this::ofKind);
    }

    private Optional<String> ofKind(AddressKind kind) {
        return switch (kind) {
            case LOOPBACK -> unless(loopback, kind, LOOPBACK);
            case PRIVATE -> unless(privateRanges, kind, PRIVATE);
            default -> Optional.of(kind.word() + ", where events never go; no key permits it");
        };
    }

    private static Optional<String> unless(boolean permitted, AddressKind kind, String key) {
        return permitted ? Optional.empty() : Optional.of(kind.word() + ", and " + key + " is false");
    }

    private Optional<String> ofDenied(byte[] address) {
        return denied.stream()
                .filter(range -> range.contains(address))
                .findFirst()
                .map(range -> "in " + range + ", which " + DENY + " names");
    }
}
