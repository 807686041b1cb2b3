package io.stagedoor.deadletter;

import io.stagedoor.event.EventJson;
import io.stagedoor.event.JsonPlaces;
import io.stagedoor.event.NotJson;
import io.stagedoor.event.TextPlace;
import io.stagedoor.wire.EventProperties;
import java.util.Optional;

/** Finds the character of the body where the fault of a dead letter is. */
public final class FaultPlace {

    private FaultPlace() {}

    /**
     * A body that is not JSON is parsed again, by the same parser, to find the place. Otherwise the JSON pointer leads
     * to it; for a missing property, to the object that should have it.
     *
     * @return empty when the fault is not in the body, or the body is not text
     */
    public static Optional<TextPlace> of(StoredDeadLetter letter) {
        Optional<String> pointer = letter.text(EventProperties.POINTER);
        if (pointer.isEmpty()) {
            return Optional.empty();
        }
        try {
            EventJson.parse(letter.body());
        } catch (NotJson e) {
            return Optional.of(e.place());
        }
        return letter.text().flatMap(text -> JsonPlaces.find(text, pointer.get()));
    }
}
