package io.stagedoor.page.present;

import io.stagedoor.operations.channels.ChannelState;
import io.stagedoor.operations.destinations.Destination;
import io.stagedoor.page.view.Overview.Card;
import io.stagedoor.page.view.Overview.Flow;
import io.stagedoor.text.Plural;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws the flow: channels, the routes that consume them, and the destinations that these choose. */
final class FlowCards {

    /** More cards than this are no diagram any more: they would be higher than the window. */
    private static final int MOST = 10;

    private final List<ChannelState> channels;
    private final List<Destination> shown;
    private final List<Destination> rest;
    private final List<Card> routes = new ArrayList<>();
    private final List<FlowDrawing.Edge> first = new ArrayList<>();
    private final List<FlowDrawing.Edge> second = new ArrayList<>();

    FlowCards(List<ChannelState> channels, List<Destination> destinations) {
        this.channels = channels;
        if (destinations.size() <= MOST) {
            shown = destinations;
            rest = List.of();
            return;
        }
        List<Destination> sorted = new ArrayList<>(destinations);
        sorted.sort(Comparator.comparing((Destination each) -> !new DestinationWords(each).isTrouble())
                .thenComparing(each -> -each.recent().perSecond())
                .thenComparing(Destination::name));
        shown = sorted.subList(0, MOST - 1);
        rest = sorted.subList(MOST - 1, sorted.size());
    }

    Flow flow() {
        List<Card> left = new ArrayList<>();
        for (ChannelState channel : channels) {
            if (channel.route() != null) {
                route(channel, left.size());
            }
            left.add(card(channel));
        }
        List<Card> right = new ArrayList<>(shown.stream().map(FlowCards::card).toList());
        if (!rest.isEmpty()) {
            right.add(remaining());
        }
        FlowDrawing drawing = new FlowDrawing(Math.max(left.size(), right.size()));
        return new Flow(
                left,
                routes,
                right,
                drawing.height(),
                drawing.rem(),
                drawing.curves(first, left.size(), routes.size()),
                drawing.curves(second, routes.size(), right.size()));
    }

    private void route(ChannelState channel, int from) {
        boolean busy = isBusy(channel);
        int index = routes.size();
        first.add(new FlowDrawing.Edge(from, index, busy ? "busy" : null));
        Set<String> reached = channel.destinations();
        for (int i = 0; i < shown.size(); i++) {
            if (reached.contains(shown.get(i).name())) {
                boolean bad = new DestinationWords(shown.get(i)).level().equals("bad");
                second.add(new FlowDrawing.Edge(index, i, bad ? "bad" : busy ? "busy" : null));
            }
        }
        if (rest.stream().anyMatch(each -> reached.contains(each.name()))) {
            second.add(new FlowDrawing.Edge(index, shown.size(), busy ? "busy" : null));
        }
        String names =
                reached.size() > MOST ? Words.count(reached.size()) + " destinations" : String.join(", ", reached);
        String dead = channel.deadLetters() == 0
                ? "no dead letters"
                : Plural.of(channel.deadLetters(), "dead letter", "dead letters");
        routes.add(new Card(
                channel.deadLetters() == 0 ? "idle" : "warn",
                channel.route().source().id(),
                Paths.channel(channel.address()),
                null,
                List.of(Words.file(channel.route().source().file()), dead),
                reached.isEmpty() ? "chooses its destinations by calculation" : "leads to " + names));
    }

    private static boolean isBusy(ChannelState channel) {
        return channel.rate() != null && channel.rate() >= 0.05;
    }

    private static Card card(ChannelState channel) {
        if (channel.notServed() != null) {
            return card(channel, "warn", "Not served", List.of(Words.foreign(channel.notServed())), null);
        }
        if (channel.queue() == null) {
            return card(channel, "idle", null, List.of("an address with parameters"), null);
        }
        long waiting = channel.queue().messages();
        String oldest = channel.oldest() == null ? "" : ", the oldest " + Words.age(channel.oldest());
        String depth = waiting == 0
                ? "none waits"
                : Words.count(waiting) + " " + Plural.words(waiting, "waits", "wait") + oldest;
        if (channel.route() == null) {
            return card(channel, waiting > 0 ? "bad" : "idle", "No route", List.of(depth), null);
        }
        String rate = isBusy(channel) ? Words.rate(channel.rate()) + " a second" : "quiet";
        return card(
                channel,
                "good",
                null,
                List.of(rate, depth),
                "to the route " + channel.route().source().id());
    }

    private static Card card(ChannelState channel, String level, String state, List<String> lines, String unseen) {
        String title = channel.address().isEmpty() ? channel.name() : channel.address();
        return new Card(level, Words.foreign(title), Paths.channel(channel.address()), state, lines, unseen);
    }

    private static Card card(Destination destination) {
        DestinationWords words = new DestinationWords(destination);
        double rate = destination.recent().perSecond();
        String going = rate > 0 ? Words.rate(rate) + " a second, " : "";
        return new Card(
                words.level(),
                destination.name(),
                Paths.destination(destination.name()),
                words.state(),
                List.of(going + words.depth()),
                null);
    }

    private Card remaining() {
        long waiting =
                rest.stream().map(DestinationWords::new).collect(Collectors.summingLong(DestinationWords::waiting));
        return new Card(
                "idle",
                Words.count(rest.size()) + " other destinations",
                "/destinations",
                null,
                List.of(Plural.of(waiting, "event waits", "events wait") + " for them"),
                null);
    }
}
