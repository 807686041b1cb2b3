package io.stagedoor.history.write;

import io.stagedoor.history.segment.Segment;
import io.stagedoor.history.segment.SegmentSummary;
import io.stagedoor.wire.EventProperties;
import io.stagedoor.wire.QueueNames;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.exceptions.ClientException;

/**
 * A message on its way to the broker.
 *
 * @param summary of a segment; null for a message of the index
 * @param until when the latest of its attempts began, ms since 1970
 * @param records whose loss the loss of this message would be
 */
record Parcel(String queue, SegmentSummary summary, long until, int records, byte[] body) {

    static Parcel of(Segment segment) {
        SegmentSummary summary = segment.summary();
        return new Parcel(
                QueueNames.history(summary.destination()), summary, summary.to(), summary.records(), segment.body());
    }

    /** @param until of all segments that it describes */
    static Parcel ofIndex(byte[] body, long until) {
        return new Parcel(QueueNames.HISTORY_INDEX, null, until, 0, body);
    }

    Message<?> message() throws ClientException {
        Message<?> message = Message.create(body).durable(true).property(EventProperties.UNTIL, until);
        return summary == null ? message : message.property(EventProperties.SEGMENT, summary.segment());
    }
}
