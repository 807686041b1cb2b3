package io.stagedoor.delivery.format;

import io.stagedoor.delivery.attempt.Delivery;
import java.net.URI;
import java.util.Map;

/** One way to write an event down. */
@FunctionalInterface
public interface Format {

    /** @param content the unchanged event, or the result of a mapping */
    Formatted of(Delivery delivery, Content content);

    /**
     * @param name {@code event}, {@code cloudevents-structured} or {@code cloudevents-binary}
     * @param source of CloudEvents
     * @throws IllegalArgumentException for any other name
     */
    static Format named(String name, URI source) {
        return switch (name) {
            case "event" -> (delivery, content) -> new Formatted(Map.of(), content);
            case "cloudevents-structured" ->
                (delivery, content) -> StructuredMode.format(CloudEvent.of(delivery, content, source), content);
            case "cloudevents-binary" ->
                (delivery, content) -> BinaryMode.format(CloudEvent.of(delivery, content, source), content);
            default ->
                throw new IllegalArgumentException(
                        "format=" + name + " is none of event, cloudevents-structured, cloudevents-binary");
        };
    }
}
