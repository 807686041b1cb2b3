package io.stagedoor.page;

import io.stagedoor.page.view.Shell.Flash;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an action did, for the page that follows it. Only its word is in the URL: nobody can put other text there. */
enum Done {
    PAUSED("Paused", "No new attempt begins; those in flight still end. Its events wait until it is resumed."),
    RESUMED("Resumed", "Its events are delivered again."),
    TESTED("Sent", "The test event is on its way to this destination alone."),
    SENT("Sent", "The broker has the event."),
    AGAIN("Sent again", "It goes to its destination again, with the same id."),
    CANCELLED("Cancelled", "The job ends at its next step. What was done stays done.");

    private final String word;
    private final String text;

    Done(String word, String text) {
        this.word = word;
        this.text = text;
    }

    /** As a parameter of the page that follows. */
    String parameter() {
        return "done=" + name().toLowerCase(Locale.ROOT);
    }

    /** Null for any other text. */
    static Flash flash(String parameter) {
        Optional<Done> known = Arrays.stream(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(parameter))
                .findFirst();
        return known.map(done -> new Flash("good", done.word, done.text)).orElse(null);
    }
}
