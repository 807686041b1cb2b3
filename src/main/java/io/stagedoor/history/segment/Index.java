package io.stagedoor.history.segment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A message of the index: the summaries of the segments that a process wrote in two seconds.
 *
 * <pre>
 *   of each: destination · segment · from (ms after that of the one before) · to (ms after from) · records
 *            number of words, and each · bytes of the key set
 * </pre>
 */
public final class Index {

    private Index() {}

    public static byte[] write(List<SegmentSummary> segments, Packing packing) {
        Output out = new Output();
        long before = 0;
        for (SegmentSummary segment : segments) {
            out.text(segment.destination());
            out.text(segment.segment());
            out.signed(segment.from() - before);
            out.number(segment.to() - segment.from());
            out.number(segment.records());
            out.number(segment.words().size());
            segment.words().forEach(out::text);
            out.data(segment.keys().bytes());
            before = segment.from();
        }
        return packing.pack(out.bytes());
    }

    /** @throws IOException for anything that {@link #write} did not write */
    public static List<SegmentSummary> read(byte[] body) throws IOException {
        Input in = new Input(Packing.unpack(body));
        List<SegmentSummary> segments = new ArrayList<>();
        long before = 0;
        while (!in.atEnd()) {
            String destination = in.text();
            String segment = in.text();
            long from = before + in.signed();
            long to = from + in.number();
            before = from;
            int records = in.small();
            int words = in.small();
            Set<String> all = new HashSet<>();
            for (int i = 0; i < words; i++) {
                all.add(in.text());
            }
            segments.add(new SegmentSummary(destination, segment, from, to, records, all, new KeySet(in.data())));
        }
        return segments;
    }
}
