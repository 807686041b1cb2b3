package io.stagedoor.history.write;

import io.stagedoor.delivery.attempt.Attempted;
import io.stagedoor.delivery.attempt.Delivery;
import io.stagedoor.delivery.attempt.Exchanged;
import io.stagedoor.event.EntityScan;
import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.RecordedEvent;
import io.stagedoor.history.RecordedExchange;
import io.stagedoor.text.Snippet;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the record of an attempt: what may be kept of it, and how much. */
final class Recorder {

    private static final int LONGEST_SUBJECT = 1024;
    private static final int MOST_OF_BODY = 1024;
    private static final int LONGEST_HEADER = 1024;
    private static final int MOST_OF_HEADERS = 8 * 1024;

    private final int largestEvent;

    /** @param largestEvent bytes; of a larger one the body is left out */
    Recorder(int largestEvent) {
        this.largestEvent = largestEvent;
    }

    /** The record, without an id. */
    AttemptRecord record(Attempted attempted) {
        Delivery delivery = attempted.delivery();
        Exchanged exchanged = attempted.exchanged();
        return new AttemptRecord(
                null,
                attempted.start(),
                attempted.took(),
                delivery.destination(),
                attempted.verdict().outcome(),
                status(attempted),
                attempted.failure() == null ? null : attempted.failure().error(),
                delivery.attempts().made() + 1,
                attempted.due(),
                event(delivery),
                exchanged == null ? null : exchange(exchanged));
    }

    private static Integer status(Attempted attempted) {
        if (attempted.failure() != null && attempted.failure().status() != null) {
            return attempted.failure().status();
        }
        return attempted.exchanged() == null ? null : attempted.exchanged().status();
    }

    private RecordedEvent event(Delivery delivery) {
        byte[] body = delivery.body().bytes();
        String subject = EntityScan.of(body)
                .filter(text -> text.length() <= LONGEST_SUBJECT)
                .orElse(null);
        return new RecordedEvent(
                delivery.eventId(),
                delivery.channel(),
                subject,
                delivery.contentType(),
                delivery.received(),
                body.length <= largestEvent ? body : null);
    }

    private static RecordedExchange exchange(Exchanged exchanged) {
        return new RecordedExchange(
                exchanged.address(),
                bounded(exchanged.requestHeaders()),
                bounded(exchanged.responseHeaders()),
                exchanged.responseBody(MOST_OF_BODY),
                exchanged.longerThan(MOST_OF_BODY));
    }

    /** A receiver may answer with any headers. */
    private static Map<String, String> bounded(Map<String, String> headers) {
        int size = 0;
        boolean fits = true;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            size += header.getKey().length() + header.getValue().length();
            fits &= header.getValue().length() <= LONGEST_HEADER;
        }
        if (fits && size <= MOST_OF_HEADERS) {
            return headers;
        }
        Map<String, String> some = new LinkedHashMap<>();
        int room = MOST_OF_HEADERS;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            String value = Snippet.of(header.getValue(), LONGEST_HEADER);
            room -= header.getKey().length() + value.length();
            if (room < 0) {
                break;
            }
            some.put(header.getKey(), value);
        }
        return some;
    }
}
