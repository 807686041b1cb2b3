package io.stagedoor.page.present;

import io.stagedoor.operations.destinations.Destination;
import io.stagedoor.page.view.Choice;
import io.stagedoor.page.view.Destinations;
import io.stagedoor.text.Plural;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Lists the destinations, those in trouble first. */
public final class DestinationsPresenter {

    /** Of one page: small enough for a phone. */
    static final int PAGE = 100;

    private DestinationsPresenter() {}

    /**
     * @param name shows those whose name contains it
     * @param state {@code trouble}, {@code well}, or "" for any
     * @param skip how many come before this page
     */
    public static Destinations of(List<Destination> all, String name, String state, int skip) {
        List<Destination> matching = all.stream()
                .filter(each -> each.name().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)))
                .filter(each -> state.isEmpty() || state.equals("trouble") == new DestinationWords(each).isTrouble())
                .sorted(Comparator.comparing((Destination each) -> rank(new DestinationWords(each).level()))
                        .thenComparing(Destination::name))
                .toList();
        long trouble = all.stream()
                .filter(each -> new DestinationWords(each).isTrouble())
                .count();
        int from = Math.min(Math.max(0, skip), matching.size());
        int to = Math.min(from + PAGE, matching.size());
        String more = to == matching.size()
                ? null
                : "/destinations?name=" + Words.inUrl(name) + "&state=" + Words.inUrl(state) + "&skip=" + to;
        return new Destinations(
                Plural.of(all.size(), "destination", "destinations")
                        + (trouble == 0 ? ", all well" : ", " + Words.count(trouble) + " in trouble"),
                name,
                List.of(
                        new Choice("", "any", state.isEmpty()),
                        new Choice("trouble", "in trouble", state.equals("trouble")),
                        new Choice("well", "well", state.equals("well"))),
                matching.subList(from, to).stream()
                        .map(DestinationsPresenter::row)
                        .toList(),
                more,
                PAGE);
    }

    private static int rank(String level) {
        return List.of("bad", "warn", "idle", "good").indexOf(level);
    }

    private static Destinations.Row row(Destination each) {
        DestinationWords words = new DestinationWords(each);
        return new Destinations.Row(
                each.name(),
                Paths.destination(each.name()),
                words.level(),
                words.state(),
                Words.rate(each.recent().perSecond()),
                Words.count(words.waiting(), each.queue().estimated()),
                each.oldest() == null ? "–" : Words.age(each.oldest()),
                Words.count(each.queue().scheduled()),
                Words.count(each.queue().deadLetters(), each.queue().deadLettersEstimated()));
    }
}
