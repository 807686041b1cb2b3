package io.stagedoor.page.present;

import io.stagedoor.broker.queue.Unconsumed;
import io.stagedoor.operations.channels.ChannelState;
import io.stagedoor.operations.destinations.Destination;
import io.stagedoor.page.view.Figure;
import io.stagedoor.page.view.Overview;
import io.stagedoor.text.Plural;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Shows the whole flow, and first what is wrong in it. */
public final class OverviewPresenter {

    private OverviewPresenter() {}

    /**
     * @param unconsumed queues with messages that nothing takes
     * @param deadLetters how many each queue has
     */
    public static Overview of(
            List<ChannelState> channels,
            List<Destination> destinations,
            List<Unconsumed> unconsumed,
            Map<String, Long> deadLetters,
            Instant now) {
        List<Overview.Trouble> troubles = new Troubles(now).of(channels, destinations, unconsumed, deadLetters);
        long dead = sum(deadLetters.values());
        double taken = channels.stream()
                .map(ChannelState::rate)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sum();
        double attempts = destinations.stream()
                .mapToDouble(each -> each.recent().perSecond())
                .sum();
        long waiting = destinations.stream()
                .mapToLong(each -> new DestinationWords(each).waiting())
                .sum();
        long later = destinations.stream()
                .mapToLong(each -> each.queue().scheduled())
                .sum();
        boolean unused = taken == 0
                && attempts == 0
                && waiting == 0
                && later == 0
                && dead == 0
                && destinations.stream().allMatch(each -> each.recent().lastSuccess() == null);
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("taken from channels", Words.rate(taken), "a second"));
        figures.add(new Figure("attempts", Words.rate(attempts), "a second"));
        figures.add(new Figure("wait for delivery", Words.count(waiting), null));
        figures.add(oldest(destinations));
        figures.add(new Figure("to be tried again", Words.count(later), null));
        figures.add(new Figure("dead letters", Words.count(dead), null));
        return new Overview(
                summary(channels, destinations, troubles),
                troubles,
                unused ? "No event has come yet." : "Nothing is stuck, and there are no dead letters.",
                figures,
                new FlowCards(channels, destinations).flow(),
                unused);
    }

    private static Figure oldest(List<Destination> destinations) {
        Duration oldest = destinations.stream()
                .map(Destination::oldest)
                .filter(Objects::nonNull)
                .max(Duration::compareTo)
                .orElse(null);
        if (oldest == null) {
            return new Figure("age of the oldest", "–", null);
        }
        String[] parts = Words.age(oldest).split(" ");
        return new Figure("age of the oldest", parts[0], parts[1]);
    }

    private static String summary(
            List<ChannelState> channels, List<Destination> destinations, List<Overview.Trouble> troubles) {
        String all = Plural.of(channels.size(), "channel", "channels") + ", "
                + Plural.of(destinations.size(), "destination", "destinations");
        return troubles.isEmpty() ? all + ", all well" : all + ", " + Plural.of(troubles.size(), "problem", "problems");
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
