package io.stagedoor.egress;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The IPv4 address inside some IPv6 addresses, which a packet reaches in the end. */
enum EmbeddedIpv4 {
    /** RFC 4291, 2.5.5.2. */
    MAPPED("::ffff:0:0/96", 12),
    /** RFC 2765, 2.1. */
    TRANSLATED("::ffff:0:0:0/96", 12),
    /** RFC 4291, 2.5.5.1. */
    COMPATIBLE("::/96", 12),
    /** RFC 6052, 2.1. */
    NAT64("64:ff9b::/96", 12),
    /** 6to4, RFC 3056, 2. */
    SIX_TO_FOUR("2002::/16", 2);

    private final AddressRange range;
    private final int offset;

    EmbeddedIpv4(String range, int offset) {
        this.range = AddressRange.parse(range);
        this.offset = offset;
    }

    AddressRange range() {
        return range;
    }

    static Optional<byte[]> in(byte[] address) {
        return Stream.of(values())
                .filter(form -> form.range.contains(address))
                .findFirst()
                .map(form -> Arrays.copyOfRange(address, form.offset, form.offset + 4));
    }
}
