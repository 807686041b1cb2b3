package io.stagedoor.cli.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.schema.Violation;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the channels that accept an event; if none does, the nearest one. */
final class ChannelFinder {

    private record Refusal(Channel channel, List<Violation> violations) {

        long wrongConstants() {
            return violations.stream()
                    .filter(violation -> violation.keyword().equals("const"))
                    .count();
        }
    }

    // A constant (the topic) shows which channel the producer meant; other keywords only show mistakes.
    private static final Comparator<Refusal> NEAREST = Comparator.comparingLong(Refusal::wrongConstants)
            .thenComparing(refusal -> refusal.violations().size());

    private final List<Channel> channels;

    ChannelFinder(List<Channel> channels) {
        this.channels = channels;
    }

    Finding find(byte[] event) {
        JsonNode json;
        try {
            json = EventJson.parse(event);
        } catch (NotJson e) {
            Violation violation = new Violation(e.pointer(), e.keyword(), e.getMessage());
            return new Finding(List.of(), Optional.empty(), List.of(violation));
        }
        List<Channel> acceptedBy = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Channel channel : channels) {
            List<Violation> violations = channel.schema().validate(json);
            if (violations.isEmpty()) {
                acceptedBy.add(channel);
            } else {
                refusals.add(new Refusal(channel, violations));
            }
        }
        return acceptedBy.isEmpty() ? nearest(refusals) : Finding.accepted(acceptedBy);
    }

    private static Finding nearest(List<Refusal> refusals) {
        return refusals.stream()
                .min(NEAREST)
                .map(refusal -> new Finding(List.of(), Optional.of(refusal.channel()), refusal.violations()))
                .orElse(new Finding(List.of(), Optional.empty(), List.of()));
    }
}
