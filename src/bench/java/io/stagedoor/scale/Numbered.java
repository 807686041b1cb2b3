package io.stagedoor.scale;

import io.stagedoor.testing.Events;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Task events that are told apart by their number.
 *
 * @param run the same for all events of a run, and for those of no other one
 * @param events how many there are
 */
record Numbered(long run, int events) {

    private static final String ID = "c84316bc-788c-545d-926c-91a2076e9f70";
    private static final String EVENT = Events.text("scaffolder-completed.json");

    /** Blanks behind the JSON: the size of a usual event. */
    private static final int BYTES = 600;

    byte[] body(int number) {
        String event = EVENT.replace(ID, new UUID(run, number).toString());
        return (event + " ".repeat(Math.max(0, BYTES - event.length()))).getBytes(StandardCharsets.UTF_8);
    }

    /** The number of the event with this id; -1 where it is none of this run. */
    int number(String id) {
        UUID uuid = UUID.fromString(id);
        long number = uuid.getLeastSignificantBits();
        return uuid.getMostSignificantBits() == run && number >= 0 && number < events ? (int) number : -1;
    }
}
