package io.stagedoor.egress;

import io.netty.util.NetUtil;

/**
 * A range of addresses with a common prefix, in the notation of RFC 4632, 3.1 and RFC 4291, 2.3: {@code 10.0.0.0/8}. A
 * single address has no {@code /}.
 */
final class AddressRange {

    private final String text;
    private final byte[] start;
    private final int bits;

    private AddressRange(String text, byte[] start, int bits) {
        this.text = text;
        this.start = start;
        this.bits = bits;
    }

    /** @throws IllegalArgumentException for a name, an invalid length, or bits set after that length */
    static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] start = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (start == null || text.startsWith("[") || text.contains("%")) {
            throw new IllegalArgumentException("'" + text + "' is neither an address nor a range such as 10.0.0.0/8");
        }
        int all = start.length * 8;
        int bits = slash < 0 ? all : length(text.substring(slash + 1), all, text);
        AddressRange range = new AddressRange(text, start, bits);
        for (int bit = bits; bit < all; bit++) {
            if (bit(start, bit) != 0) {
                throw new IllegalArgumentException(
                        "'" + text + "' has bits set after its first " + bits + ": correct the address or the length");
            }
        }
        return range;
    }

    private static int length(String digits, int most, String text) {
        int length = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
        if (length < 0 || length > most) {
            throw new IllegalArgumentException("'" + text + "' must end in a length from 0 to " + most);
        }
        return length;
    }

    /** Whether the address is in the range; false for an address of the other family. */
    boolean contains(byte[] address) {
        if (address.length != start.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (bit(address, bit) != bit(start, bit)) {
                return false;
            }
        }
        return true;
    }

    boolean within(AddressRange other) {
        return bits >= other.bits && other.contains(start);
    }

    private static int bit(byte[] address, int bit) {
        return address[bit / 8] >> (7 - bit % 8) & 1;
    }

    @Override
    public String toString() {
        return text;
    }
}
