package io.stagedoor.history.segment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a record says where it is: {@code <start>_<destination>_<segment>_<place>}. The start has eleven hexadecimal
 * digits, so that ids sort by it.
 *
 * @param start of the attempt, ms since 1970
 * @param segment see {@link SegmentSummary#segment}
 * @param place in the segment, from 0
 */
public record RecordId(long start, String destination, String segment, int place) {

    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{11})_([a-z0-9]+(?:-[a-z0-9]+)*)_([a-z0-9]{1,16}-[a-z0-9]{1,8})_([0-9]{1,6})");

    /** @throws IllegalArgumentException for any other text */
    public static RecordId parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("this is not the id of an attempt in the delivery history");
        }
        return new RecordId(
                Long.parseLong(form.group(1), 16), form.group(2), form.group(3), Integer.parseInt(form.group(4)));
    }

    @Override
    public String toString() {
        return "%011x_%s_%s_%d".formatted(start, destination, segment, place);
    }
}
