package io.stagedoor.page.present;

import io.stagedoor.operations.deadletters.DeadLetterOrder;
import io.stagedoor.page.view.Confirmation;
import io.stagedoor.page.view.Fact;
import io.stagedoor.text.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks before dead letters are redriven or discarded, and says how many there are. */
public final class ConfirmationPresenter {

    private ConfirmationPresenter() {}

    /**
     * @param going how many, by what happens to them
     * @param staying how many stay although they were chosen, by the reason
     * @param action the path that carries it out
     * @param back the path to go to if not
     */
    public static Confirmation of(
            DeadLetterOrder.Action what,
            Map<String, Long> going,
            Map<String, Long> staying,
            String action,
            String back) {
        long count = going.values().stream().mapToLong(Long::longValue).sum();
        String letters = Plural.of(count, "dead letter", "dead letters");
        boolean discard = what == DeadLetterOrder.Action.DISCARD;
        String verb = discard ? "Discard " : "Redrive ";
        List<Fact> facts = new ArrayList<>(JobPresenter.counts(going));
        staying.forEach((why, number) -> facts.add(new Fact(Words.count(number), "stay: " + Words.foreign(why))));
        return new Confirmation(
                count == 0 ? "There is nothing to " + what.word() : verb + letters + "?",
                consequence(what, count),
                facts,
                count == 0 ? null : action,
                List.of(),
                discard ? "danger" : "main",
                verb + Words.count(count),
                back);
    }

    private static String consequence(DeadLetterOrder.Action what, long count) {
        if (count == 0) {
            return "None of those that you chose can go.";
        }
        return switch (what) {
            case DISCARD -> "They are removed for ever; no copy is kept, except what an archive has.";
            case REDRIVE -> "Each goes back to the queue that it came from, and its attempts start again.";
            case REVALIDATE ->
                "Those that are valid by the current contract go back to the queue that they came"
                        + " from; the others stay.";
        };
    }
}
