package io.stagedoor.cli.deadletters;

import io.stagedoor.deadletter.StoredDeadLetter;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.JsonPlaces;
import io.stagedoor.event.NotJson;
import io.stagedoor.event.TextPlace;
import io.stagedoor.wire.EventProperties;
import java.util.Optional;

/** Finds the character of the body that a dead letter complains of. */
final class DeadLetterFault {

    private DeadLetterFault() {}

    /**
     * What is no JSON is parsed again, by the same parser, to see where. Else the JSON pointer tells; of a missing
     * property it names the object that should have it.
     *
     * @return empty where nothing in the body is to blame, or the body is no text
     */
    static Optional<TextPlace> place(StoredDeadLetter letter) {
        Optional<String> pointer = letter.text(EventProperties.POINTER);
        if (pointer.isEmpty()) {
            return Optional.empty();
        }
        try {
            EventJson.parse(letter.body());
        } catch (NotJson e) {
            return Optional.of(e.place());
        }
        return BodyText.text(letter.body()).flatMap(text -> JsonPlaces.find(text, pointer.get()));
    }
}
