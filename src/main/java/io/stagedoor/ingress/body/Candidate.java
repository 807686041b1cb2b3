package io.stagedoor.ingress.body;

import java.util.Optional;

/**
 * What may be an event, before anybody has looked at it.
 *
 * @param bytes as they were sent
 * @param id of the CloudEvent that it came in; null outside of one
 * @param within the JSON pointer to the event in what was sent
 * @param fault why it cannot be an event
 */
record Candidate(byte[] bytes, String id, String within, Optional<Fault> fault) {

    private static final byte[] NOTHING = {};

    static Candidate event(byte[] bytes) {
        return new Candidate(bytes, null, "", Optional.empty());
    }

    static Candidate ofCloudEvent(byte[] bytes, String id, String within) {
        return new Candidate(bytes, id, within, Optional.empty());
    }

    static Candidate broken(String pointer, String keyword, String detail) {
        return new Candidate(NOTHING, null, "", Optional.of(new Fault(0, pointer, keyword, detail)));
    }
}
