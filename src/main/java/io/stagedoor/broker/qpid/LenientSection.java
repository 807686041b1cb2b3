package io.stagedoor.broker.qpid;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.qpid.proton.amqp.messaging.Section;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.FastPathDescribedTypeConstructor;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.codec.TypeConstructor;

/** Decodes one kind of section, whatever its bytes are. */
final class LenientSection implements FastPathDescribedTypeConstructor<Section> {

    /** Deep enough for real events; a few thousand levels overflow the stack. */
    private static final int LEVELS = 32;

    private static final int FIRST_CODE = 0x70;
    private static final int LAST_CODE = 0x78;

    private final DecoderImpl decoder;
    private final TypeConstructor<? extends Section> strict;
    private final boolean mayBeLast;
    private final UnaryOperator<Section> repair;
    private final Function<byte[], Section> otherwise;

    /**
     * @param strict decodes well-formed sections
     * @param mayBeLast whether bytes after it that are no section may be dropped
     * @param repair applied to a decoded section
     * @param otherwise makes a section of bytes that cannot be decoded
     */
    LenientSection(
            DecoderImpl decoder,
            TypeConstructor<? extends Section> strict,
            boolean mayBeLast,
            UnaryOperator<Section> repair,
            Function<byte[], Section> otherwise) {
        this.decoder = decoder;
        this.strict = strict;
        this.mayBeLast = mayBeLast;
        this.repair = repair;
        this.otherwise = otherwise;
    }

    @Override
    public Section readValue() {
        ReadableBuffer buffer = decoder.getBuffer();
        Encoded encoded = new Encoded(buffer);
        int from = buffer.position();
        int end = encoded.endOfSound(from, LEVELS);
        Section section = end == Encoded.BROKEN ? null : sound(buffer, end);
        if (section == null) {
            end = encoded.end(from);
            end = end == Encoded.BROKEN ? buffer.limit() : end;
            byte[] bytes = new byte[end - from];
            buffer.position(from);
            buffer.get(bytes);
            section = otherwise.apply(bytes);
        }
        buffer.position(mayBeLast && !isSection(encoded, buffer, end) ? buffer.limit() : end);
        return section;
    }

    /** Null if it is malformed. */
    private Section sound(ReadableBuffer buffer, int end) {
        try {
            Section section = strict.readValue();
            return buffer.position() == end ? repair.apply(section) : null;
        } catch (RuntimeException | StackOverflowError unsound) {
            return null;
        }
    }

    private static boolean isSection(Encoded encoded, ReadableBuffer buffer, int from) {
        int left = buffer.limit() - from;
        if (left < 3 || encoded.at(from) != 0) {
            return false;
        }
        return switch (encoded.at(from + 1)) {
            case 0x53 -> isCode(encoded.at(from + 2));
            case 0x80 -> left > 9 && isCode(encoded.at(from + 9));
            default -> true; // A name: the decoder compares it.
        };
    }

    private static boolean isCode(int code) {
        return code >= FIRST_CODE && code <= LAST_CODE;
    }

    @Override
    public void skipValue() {
        decoder.readConstructor().skipValue();
    }

    @Override
    public boolean encodesJavaPrimitive() {
        return false;
    }

    @Override
    public Class<Section> getTypeClass() {
        return Section.class;
    }
}
