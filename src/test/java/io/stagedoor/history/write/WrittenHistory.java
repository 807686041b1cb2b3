package io.stagedoor.history.write;

import io.stagedoor.broker.AmqpConnector;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.segment.Index;
import io.stagedoor.history.segment.Packing;
import io.stagedoor.history.segment.Segment;
import io.stagedoor.history.segment.SegmentSummary;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes records to a broker as the program does, at once. */
public final class WrittenHistory {

    private final Packing packing = new Packing();
    private final OpenSegments segments = new OpenSegments(Duration.ofSeconds(2), packing);
    private final SegmentLink link;
    private final List<SegmentSummary> summaries = new ArrayList<>();

    public WrittenHistory(AmqpConnector broker) {
        link = new SegmentLink(broker);
    }

    public void write(AttemptRecord attempt) throws IOException, InterruptedException {
        add(attempt);
        flush();
    }

    public void add(AttemptRecord attempt) {
        Segment full = segments.add(attempt, System.nanoTime());
        if (full != null) {
            add(full);
        }
    }

    private void add(Segment segment) {
        summaries.add(segment.summary());
        link.add(Parcel.of(segment));
    }

    /** Returns when the broker has all. */
    public void flush() throws IOException, InterruptedException {
        segments.all(System.nanoTime()).forEach(this::add);
        long until = summaries.stream().mapToLong(SegmentSummary::to).max().orElse(0);
        link.add(Parcel.ofIndex(Index.write(summaries, packing), until));
        summaries.clear();
        while (link.pending() > 0) {
            link.move();
            Thread.sleep(1);
        }
    }
}
