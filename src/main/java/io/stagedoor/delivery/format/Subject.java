package io.stagedoor.delivery.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What an event is about: its {@code entityRef}, {@code taskId} or location's {@code target}, else the reference of its
 * entity as Backstage writes it, {@code component:default/ledger}.
 */
final class Subject {

    /** It becomes a header, and receivers bound those. */
    private static final int LONGEST = 1024;

    private static final List<String> PLACES = List.of("/entityRef", "/taskId", "/location/target");
    private static final String DEFAULT_NAMESPACE = "default";

    private Subject() {}

    /** @return null where there is none that could be sent */
    static String of(JsonNode payload) {
        return Stream.concat(PLACES.stream().map(place -> text(payload, place)), Stream.of(entity(payload)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String entity(JsonNode payload) {
        String kind = text(payload, "/entity/kind");
        String name = text(payload, "/entity/metadata/name");
        String namespace = text(payload, "/entity/metadata/namespace");
        if (kind == null || name == null) {
            return null;
        }
        String reference = kind + ":" + (namespace == null ? DEFAULT_NAMESPACE : namespace) + "/" + name;
        return reference.length() > LONGEST ? null : reference.toLowerCase(Locale.ROOT);
    }

    private static String text(JsonNode payload, String place) {
        JsonNode value = payload.at(place);
        String text = value.isTextual() ? value.textValue() : "";
        return text.isBlank() || text.length() > LONGEST || !text.codePoints().allMatch(Subject::allowed) ? null : text;
    }

    /** CloudEvents 1.0.2, "Type system", String. */
    private static boolean allowed(int point) {
        boolean control = Character.isISOControl(point);
        boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        boolean noCharacter = (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
        return !control && !half && !noCharacter;
    }
}
