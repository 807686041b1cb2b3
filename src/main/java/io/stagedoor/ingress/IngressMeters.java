package io.stagedoor.ingress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.ingress.producer.Producer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the events that came over HTTP, by what became of them. A request that was not read counts as one. */
final class IngressMeters {

    static final String ACCEPTED = "accepted";

    private static final String NONE = "none";

    private record Key(String channel, String producer, String outcome) {}

    private final MeterRegistry registry;
    private final Contract contract;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();

    IngressMeters(MeterRegistry registry, Contract contract) {
        this.registry = registry;
        this.contract = contract;
    }

    /**
     * @param channel empty if it is not known
     * @param producer empty if he has not proved who he is
     */
    void count(Optional<Channel> channel, Optional<Producer> producer, String outcome, int events) {
        Key key = new Key(
                channel.map(Channel::name).orElse(NONE),
                producer.map(Producer::name).orElse(NONE),
                outcome);
        counters.computeIfAbsent(key, first -> counter(first, channel)).increment(events);
    }

    private Counter counter(Key key, Optional<Channel> channel) {
        return Counter.builder("stagedoor.http.events")
                .description("Events that came over HTTP")
                .tag("channel", channel.map(this::written).orElse(NONE))
                .tag("producer", key.producer())
                .tag("outcome", key.outcome().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    /** As in the contract: addresses with parameters are as many as strangers think of. */
    private String written(Channel channel) {
        return contract.templates().stream()
                .filter(template -> template.name().equals(channel.name()))
                .findFirst()
                .orElse(channel)
                .address();
    }
}
