package io.stagedoor.operations.channels;

import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.broker.queue.Unconsumed;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Unserved;
import io.stagedoor.management.BrokerWatch;
import io.stagedoor.operations.BrokerState;
import io.stagedoor.operations.BrokerState.Snapshot;
import io.stagedoor.operations.Installation;
import io.stagedoor.operations.Installation.ChannelRoute;
import io.stagedoor.wire.QueueNames;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The channels of the running program. Thread-safe; every method waits for the broker. */
@Singleton
public class Channels {

    private final Installation installation;
    private final BrokerState broker;
    private final BrokerWatch watched;

    public Channels(Installation installation, BrokerState broker, BrokerWatch watched) {
        this.installation = installation;
        this.broker = broker;
        this.watched = watched;
    }

    /**
     * Those with an address, in the order of the contract; those that routes consume at an address of a channel with
     * parameters; these channels; those that cannot be served.
     *
     * @throws IOException when the broker does not answer
     */
    public List<ChannelState> all() throws IOException {
        Snapshot snapshot = broker.latest();
        Installation.Parts parts = installation.parts();
        List<ChannelState> all = new ArrayList<>();
        Stream.concat(
                        parts.contract().channels().stream(),
                        parts.routes().stream()
                                .map(ChannelRoute::channel)
                                .flatMap(address -> parts.contract().at(address).stream()))
                .distinct()
                .forEach(channel -> all.add(of(channel, snapshot)));
        parts.contract().templates().forEach(template -> all.add(bare(template)));
        parts.contract().unserved().forEach(unserved -> all.add(of(unserved)));
        return all;
    }

    /** Queues with messages that nothing consumes: from a misspelt address, or left by a removed route. */
    public List<Unconsumed> unconsumed() throws IOException {
        Installation.Parts parts = installation.parts();
        return Unconsumed.of(
                broker.latest().queues(),
                queue -> QueueNames.isDestination(queue) || parts.routeOf(queue).isPresent());
    }

    private ChannelState of(Channel channel, Snapshot snapshot) {
        String address = channel.address();
        Optional<ChannelRoute> route = installation.parts().routeOf(address);
        QueueState queue = snapshot.queue(address);
        return new ChannelState(
                channel.name(),
                address,
                channel,
                null,
                route.orElse(null),
                queue,
                snapshot.queue(QueueNames.deadLetter(address)).messages(),
                snapshot.rates().get(address),
                Optional.of(watched.age(address)).filter(age -> !age.isZero()).orElse(null));
    }

    private static ChannelState bare(Channel template) {
        return new ChannelState(template.name(), template.address(), template, null, null, null, 0, null, null);
    }

    private static ChannelState of(Unserved channel) {
        return new ChannelState(channel.name(), channel.address(), null, channel.reason(), null, null, 0, null, null);
    }
}
