package io.stagedoor.ingress.body;

/**
 * Why an event of a request is invalid.
 *
 * @param index of the event in its batch, from 0; 0 for a single event
 * @param pointer JSON pointer (RFC 6901) into what was sent for this event; "" for all of it
 * @param keyword the keyword of the schema that failed, or {@code json}, {@code cloudevents}
 * @param detail what is wrong, in English, on one line
 */
public record Fault(int index, String pointer, String keyword, String detail) {

    Fault at(int place) {
        return new Fault(place, pointer, keyword, detail);
    }
}
