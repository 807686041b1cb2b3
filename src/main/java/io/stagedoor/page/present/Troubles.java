package io.stagedoor.page.present;

import io.stagedoor.broker.queue.Unconsumed;
import io.stagedoor.operations.channels.ChannelState;
import io.stagedoor.operations.destinations.Destination;
import io.stagedoor.operations.destinations.DestinationQueue;
import io.stagedoor.page.view.Overview.Trouble;
import io.stagedoor.text.Plural;
import io.stagedoor.wire.QueueNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Finds what is wrong, the worst first, and says where it can be mended. */
final class Troubles {

    /** More than a person reads at once. */
    private static final int MOST = 12;

    private static final int MOST_QUEUES = 3;

    private final List<Trouble> found = new ArrayList<>();
    private final Instant now;

    Troubles(Instant now) {
        this.now = now;
    }

    List<Trouble> of(
            List<ChannelState> channels,
            List<Destination> destinations,
            List<Unconsumed> unconsumed,
            Map<String, Long> deadLetters) {
        destinations.forEach(this::destination);
        channels.forEach(this::channel);
        unconsumed.forEach(queue -> add("warn", "Stuck", Words.foreign(queue.warning()), "/contract", "See channels"));
        deadLetters(deadLetters);
        found.sort(Comparator.comparing(trouble -> !trouble.level().equals("bad")));
        if (found.size() <= MOST) {
            return found;
        }
        List<Trouble> most = new ArrayList<>(found.subList(0, MOST));
        String text = Words.count(found.size() - MOST) + " more";
        most.add(new Trouble("warn", "And", text, "/destinations?state=trouble", "See all destinations in trouble"));
        return most;
    }

    private void destination(Destination destination) {
        DestinationWords words = new DestinationWords(destination);
        if (!words.isTrouble()) {
            return;
        }
        DestinationQueue queue = destination.queue();
        String later = queue.scheduled() == 0 ? "" : "; " + Words.count(queue.scheduled()) + " for later";
        add(
                words.level(),
                words.state(),
                destination.name() + ": " + words.depth() + later + ". " + words.reason(now),
                Paths.destination(destination.name()),
                (queue.paused() ? "Resume " : "See ") + destination.name());
    }

    private void channel(ChannelState channel) {
        if (channel.notServed() != null) {
            add("warn", "Not served", channel.name() + ": " + channel.notServed(), "/contract", "See the contract");
        } else if (channel.route() == null
                && channel.queue() != null
                && channel.queue().messages() > 0) {
            String count = Plural.of(channel.queue().messages(), "event waits", "events wait");
            add(
                    "bad",
                    "No route",
                    channel.address() + ": " + count + ", and no route takes them. Write one in routes/",
                    Paths.channel(channel.address()),
                    "See the channel");
        }
    }

    private void deadLetters(Map<String, Long> counts) {
        counts.entrySet().stream()
                .filter(queue -> queue.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_QUEUES)
                .forEach(queue -> add(
                        "warn",
                        "Dead letters",
                        Plural.of(queue.getValue(), "dead letter", "dead letters") + " from "
                                + Words.foreign(QueueNames.originOf(queue.getKey())),
                        Paths.deadLetters(queue.getKey()),
                        "See, redrive or discard"));
    }

    private void add(String level, String word, String text, String href, String link) {
        found.add(new Trouble(level, word, text, href, link));
    }
}
