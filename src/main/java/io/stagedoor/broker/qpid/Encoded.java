package io.stagedoor.broker.qpid;

import org.apache.qpid.proton.codec.ReadableBuffer;

/**
 * Finds the end of encoded values (AMQP 1.0 part 1, 1.6) without decoding them. It never recurses deeper than allowed,
 * and never reads past the end of the bytes.
 */
final class Encoded {

    /** Returned in place of an index. */
    static final int BROKEN = -1;

    private static final int DESCRIBED = 0x00;

    private final ReadableBuffer buffer;

    Encoded(ReadableBuffer buffer) {
        this.buffer = buffer;
    }

    /** The index after the value, by the size it declares; {@link #BROKEN} if that exceeds the bytes. */
    int end(int from) {
        int index = from;
        for (int values = 1; values > 0; values--) {
            while (has(index, 1) && at(index) == DESCRIBED) { // A descriptor and its value.
                index++;
                values++;
            }
            index = has(index, 1) ? endOfContent(at(index), index + 1) : BROKEN;
            if (index == BROKEN) {
                return BROKEN;
            }
        }
        return index;
    }

    /**
     * As {@link #end}, but checks the contents of the value too.
     *
     * @param levels how deep values may be nested
     * @return {@link #BROKEN} also if sizes and counts contradict each other, or the value is nested deeper
     */
    int endOfSound(int from, int levels) {
        if (levels == 0 || !has(from, 1)) {
            return BROKEN;
        }
        if (at(from) == DESCRIBED) {
            int described = endOfSound(from + 1, levels - 1);
            return described == BROKEN ? BROKEN : endOfSound(described, levels - 1);
        }
        return endOfSoundContent(at(from), from + 1, levels);
    }

    private int endOfSoundContent(int code, int from, int levels) {
        int end = endOfContent(code, from);
        boolean compound = code >= 0xc0;
        if (end == BROKEN || !compound) {
            return end;
        }
        int width = isWide(code) ? 4 : 1;
        int items = from + 2 * width;
        if (items > end) {
            return BROKEN;
        }
        int count = width == 4 ? number(from + 4) : at(from + 1);
        int found = code >= 0xe0 ? endOfElements(items, count, levels) : endOfItems(items, count, end, levels);
        return found == end ? end : BROKEN;
    }

    private int endOfItems(int from, int count, int limit, int levels) {
        int index = from;
        for (int i = 0; i != count && index != BROKEN; i++) {
            index = index < limit ? endOfSound(index, levels - 1) : BROKEN;
        }
        return index;
    }

    /** The elements of an array: one constructor, then contents without constructors. */
    private int endOfElements(int from, int count, int levels) {
        int index = from;
        while (has(index, 1) && at(index) == DESCRIBED) {
            index = endOfSound(index + 1, levels - 1);
        }
        if (count < 0 || index == BROKEN || !has(index, 1)) {
            return BROKEN;
        }
        int code = at(index++);
        if (code >= 0x40 && code < 0x50) {
            return index; // Elements without width, however many.
        }
        for (int i = 0; i < count && index != BROKEN; i++) {
            index = levels == 1 ? BROKEN : endOfSoundContent(code, index, levels - 1);
        }
        return index;
    }

    private int endOfContent(int code, int from) {
        return switch (code >> 4) {
            case 0x4 -> code <= 0x45 ? from : BROKEN;
            case 0x5 -> after(from, 1);
            case 0x6 -> after(from, 2);
            case 0x7 -> after(from, 4);
            case 0x8 -> after(from, 8);
            case 0x9 -> after(from, 16);
            case 0xa, 0xc, 0xe -> has(from, 1) ? after(from + 1, at(from)) : BROKEN;
            case 0xb, 0xd, 0xf -> has(from, 4) ? after(from + 4, number(from)) : BROKEN;
            default -> BROKEN;
        };
    }

    private static boolean isWide(int code) {
        return (code & 0x10) != 0;
    }

    private int after(int from, int width) {
        return width >= 0 && has(from, width) ? from + width : BROKEN;
    }

    private boolean has(int from, int width) {
        return from >= 0 && width <= buffer.limit() - from;
    }

    int at(int index) {
        return buffer.get(index) & 0xff;
    }

    private int number(int index) {
        return at(index) << 24 | at(index + 1) << 16 | at(index + 2) << 8 | at(index + 3);
    }
}
