package io.stagedoor.api.model;

import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.contract.Channel;
import io.stagedoor.operations.channels.ChannelState;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Channel", description = "A channel of the contract, its route and its queue")
public record ChannelModel(
        @Schema(description = "Its key in the contract") String name,

        @Schema(description = "Its address, which is also its queue; it may have parameters, such as {userId}")
        String address,

        @Schema(description = "What the contract says about it; empty if nothing")
        String description,

        @Schema(description = "The actions that its events may have; empty if any")
        List<String> actions,

        @Schema(description = "Why the program cannot serve it; null if it can", nullable = true)
        String notServed,

        @Schema(description = "The route that consumes it; null if none does, and its events wait", nullable = true)
        RouteModel route,

        @Schema(description = "Events in its queue, those in flight included; null without a queue", nullable = true)
        Long depth,

        @Schema(
                description = "Events that a program has taken and not yet routed; null without a queue",
                nullable = true)
        Long inFlight,

        @Schema(description = "Consumers of its queue, of all replicas; null without a queue", nullable = true)
        Integer consumers,

        @Schema(description = "Its dead letters; an estimate if the broker keeps them on its disk")
        long deadLetters,

        @Schema(
                description = "Events that left its queue in a second, at all replicas, on average of the last"
                        + " 30 seconds; null if the program has not looked for long enough",
                nullable = true)
        Double ratePerSecond,

        @Schema(
                description = "For how many seconds its oldest event has waited; null if unknown or none waits",
                nullable = true)
        Double oldestSeconds) {

    public static ChannelModel of(ChannelState state) {
        Optional<Channel> channel = Optional.ofNullable(state.channel());
        Optional<QueueState> queue = Optional.ofNullable(state.queue());
        return new ChannelModel(
                state.name(),
                state.address(),
                channel.map(Channel::description).orElse(""),
                channel.map(Channel::actions).orElse(List.of()),
                state.notServed(),
                state.route() == null ? null : RouteModel.of(state.route()),
                queue.map(QueueState::messages).orElse(null),
                queue.map(QueueState::delivering).orElse(null),
                queue.map(QueueState::consumers).orElse(null),
                state.deadLetters(),
                state.rate(),
                Seconds.of(state.oldest()));
    }
}
