package io.stagedoor.egress;

import java.util.List;
import java.util.stream.Stream;

/**
 * The purpose of an address, by the IANA registries of special-purpose addresses (RFC 6890) and the metadata services
 * of clouds. The first matching kind counts: metadata services are in ranges that are otherwise private.
 */
enum AddressKind {
    /**
     * Services that give credentials to every caller: those of AWS, Azure, Alibaba, Google and Oracle that are not
     * link-local.
     */
    METADATA(
            "a metadata service",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "fd00:ec2::/32",
            "fd20:ce::254",
            "fd00:c1::a9fe:a9fe"),
    LINK_LOCAL("link-local", "169.254.0.0/16", "fe80::/10"),
    UNSPECIFIED("unspecified", "0.0.0.0/8", "::"),
    LOOPBACK("loopback", "127.0.0.0/8", "::1"),
    PRIVATE("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "198.18.0.0/15", "fc00::/7"),
    MULTICAST("multicast", "224.0.0.0/4", "ff00::/8"),
    BROADCAST("broadcast", "255.255.255.255"),
    /**
     * Includes Teredo (2001::/32) and local NAT64 (64:ff9b:1::/48): they contain an IPv4 address that no rule can find.
     */
    RESERVED(
            "reserved",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fec0::/10");

    private final String word;
    private final List<AddressRange> ranges;

    AddressKind(String word, String... ranges) {
        this.word = word;
        this.ranges = Stream.of(ranges).map(AddressRange::parse).toList();
    }

    boolean contains(byte[] address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    String word() {
        return word;
    }
}
