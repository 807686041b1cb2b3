package io.stagedoor.page.view;

import java.util.List;

/**
 * {@code event.html}: the life of an event.
 *
 * @param key its id as the form sends it
 * @param sendable whether it is still held somewhere
 * @param destinations that it can be sent to again
 * @param unknown what it means that nothing is known of it
 * @param body null if nothing holds it
 */
public record Event(
        String id,
        String key,
        String summary,
        boolean sendable,
        List<Choice> destinations,
        List<Step> steps,
        String unknown,
        Body body) {

    /** @param href where more of it is; null if nowhere */
    public record Step(String level, String when, String what, String text, String href, String link) {}
}
