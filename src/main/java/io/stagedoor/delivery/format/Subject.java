package io.stagedoor.delivery.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.event.Entity;

/** What an event is about, see {@link Entity}, as far as it can be an attribute of a CloudEvent. */
final class Subject {

    /** Characters. It becomes a header, and receivers limit those. */
    private static final int LONGEST = 1024;

    private Subject() {}

    /** @return null if there is none that can be sent */
    static String of(JsonNode event) {
        return Entity.of(event).filter(Subject::fits).orElse(null);
    }

    private static boolean fits(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.codePoints().allMatch(Subject::allowed);
    }

    /** CloudEvents 1.0.2, "Type system", String. */
    private static boolean allowed(int point) {
        boolean control = Character.isISOControl(point);
        boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        boolean noCharacter = (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
        return !control && !half && !noCharacter;
    }
}
