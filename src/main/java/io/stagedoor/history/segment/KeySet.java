package io.stagedoor.history.segment;

import java.util.Arrays;
import java.util.Locale;

/**
 * A set of texts in ten bits for each (a Bloom filter, Bloom 1970): it never forgets one, and takes one of a hundred
 * others for its own.
 *
 * <pre>
 *   text ─▶ hash of 64 bits ─▶ five numbers (SplitMix64, Steele 2014), each modulo the number of bits: five places
 * </pre>
 */
public final class KeySet {

    private static final int BITS_EACH = 10;
    private static final int PLACES = 5;

    private final byte[] bits;

    /** @param bits of {@link #bytes} */
    public KeySet(byte[] bits) {
        this.bits = bits;
    }

    /** @param hashes of its texts, the first {@code count} of the array */
    static KeySet of(long[] hashes, int count) {
        long[] distinct = Arrays.stream(hashes, 0, count).distinct().toArray();
        KeySet set = new KeySet(new byte[(distinct.length * BITS_EACH + 7) / 8]);
        for (long hash : distinct) {
            for (int i = 0; i < PLACES; i++) {
                int place = set.place(hash, i);
                set.bits[place >> 3] |= (byte) (1 << (place & 7));
            }
        }
        return set;
    }

    public boolean mayContain(String text) {
        if (bits.length == 0) {
            return false;
        }
        long hash = hash(text);
        for (int i = 0; i < PLACES; i++) {
            int place = place(hash, i);
            if ((bits[place >> 3] & 1 << (place & 7)) == 0) {
                return false;
            }
        }
        return true;
    }

    public byte[] bytes() {
        return bits;
    }

    /** The key of a subject: another text than any event id, and the same in upper and lower case. */
    static String subject(String subject) {
        return "\n" + subject.toLowerCase(Locale.ROOT);
    }

    private int place(long hash, int i) {
        long mixed = hash + (i + 1) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return (int) Long.remainderUnsigned(mixed ^ mixed >>> 31, bits.length * 8L);
    }

    /** FNV-1a (draft-eastlake-fnv), over characters. It is stored: never change it. */
    static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
