package io.stagedoor.history.segment;

import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.RecordedEvent;
import io.stagedoor.history.RecordedExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the records of a segment, see {@link SegmentBuilder}. */
public final class SegmentReader {

    private final String destination;
    private final String segment;
    private final Input in;
    private long before;

    private SegmentReader(String destination, String segment, Input in) {
        this.destination = destination;
        this.segment = segment;
        this.in = in;
    }

    /**
     * All records, in the order in which their attempts ended.
     *
     * @param body of the segment's message
     * @throws IOException for anything that no {@link SegmentBuilder} made
     */
    public static List<AttemptRecord> read(String destination, String segment, byte[] body) throws IOException {
        SegmentReader reader = new SegmentReader(destination, segment, new Input(Packing.unpack(body)));
        List<AttemptRecord> records = new ArrayList<>();
        while (!reader.in.atEnd()) {
            records.add(reader.record(records.size()));
        }
        return records;
    }

    private AttemptRecord record(int place) throws IOException {
        long start = before + in.signed();
        before = start;
        Duration duration = Duration.ofMillis(in.number());
        String outcome = in.text();
        int status = in.small();
        int attempt = in.small();
        Instant next = in.number() == 0 ? null : Instant.ofEpochMilli(start + in.signed());
        String error = optional();
        return new AttemptRecord(
                new RecordId(start, destination, segment, place).toString(),
                Instant.ofEpochMilli(start),
                duration,
                destination,
                outcome,
                status == 0 ? null : Integer.valueOf(status),
                error,
                attempt,
                next,
                event(start),
                exchange());
    }

    private RecordedEvent event(long start) throws IOException {
        String id = in.text();
        String channel = in.text();
        String contentType = in.text();
        Instant received = Instant.ofEpochMilli(start - in.signed());
        String subject = optional();
        byte[] body = in.number() == 0 ? null : in.data();
        return new RecordedEvent(id, channel, subject, contentType, received, body);
    }

    private RecordedExchange exchange() throws IOException {
        if (in.number() == 0) {
            return null;
        }
        return new RecordedExchange(optional(), headers(), headers(), in.text(), in.number() == 1);
    }

    private Map<String, String> headers() throws IOException {
        int count = in.small();
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            headers.put(in.text(), in.text());
        }
        return headers;
    }

    private String optional() throws IOException {
        return in.number() == 0 ? null : in.text();
    }
}
