package io.stagedoor.cli.events;

import static java.util.stream.Collectors.joining;

import io.stagedoor.contract.Channel;
import io.stagedoor.contract.schema.ViolationText;
import java.util.List;
import java.util.Optional;

/** Chooses the channel that an event is sent to: the named one, or the only one that accepts it. */
final class ChannelChoice {

    private final Optional<Channel> named;
    private final ChannelFinder finder;

    /** @param named takes every event unchecked, so that a person can see what happens to an invalid one */
    ChannelChoice(Optional<Channel> named, List<Channel> channels) {
        this.named = named;
        this.finder = new ChannelFinder(channels);
    }

    /** @throws NoChoice when no channel or more than one accepts it; the message says how to choose */
    Channel of(ReadEvent event) throws NoChoice {
        if (named.isPresent()) {
            return named.get();
        }
        Finding finding = finder.find(event.bytes());
        List<Channel> acceptedBy = finding.acceptedBy();
        if (acceptedBy.size() == 1 && !acceptedBy.get(0).hasParameters()) {
            return acceptedBy.get(0);
        }
        throw new NoChoice(acceptedBy.isEmpty() ? refused(finding) : ambiguous(acceptedBy));
    }

    private static String ambiguous(List<Channel> acceptedBy) {
        if (acceptedBy.size() == 1) {
            Channel only = acceptedBy.get(0);
            return only.name() + " accepts it, but its address " + only.address()
                    + " has parameters; name one address, such as --channel " + only.sample();
        }
        String names = acceptedBy.stream().map(Channel::name).collect(joining(" and "));
        return names + " accept it; choose one, such as --channel "
                + acceptedBy.get(0).name();
    }

    private static String refused(Finding finding) {
        String why = finding.violations().isEmpty()
                ? "the contract has no channel"
                : ViolationText.of(finding.violations().get(0));
        return finding.nearest()
                .map(nearest -> "no channel accepts it; the nearest is " + nearest.name() + ": " + why + "; send it"
                        + " anyway: --channel " + nearest.name())
                .orElse("not JSON: " + why + "; send it anyway: --channel NAME");
    }

    /** Thrown when not exactly one channel accepts an event. */
    static final class NoChoice extends Exception {

        private static final long serialVersionUID = 1L;

        NoChoice(String message) {
            super(message);
        }
    }
}
