package io.stagedoor.ingress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.ingress.producer.Producer;
import java.util.Locale;
import java.util.Optional;

/** Counts the events that came over HTTP, by what became of them. A request that was not read counts as one. */
final class IngressMeters {

    static final String ACCEPTED = "accepted";

    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final Contract contract;

    IngressMeters(MeterRegistry registry, Contract contract) {
        this.registry = registry;
        this.contract = contract;
    }

    /**
     * @param channel empty if it is not known
     * @param producer empty if he has not proved who he is
     */
    void count(Optional<Channel> channel, Optional<Producer> producer, String outcome, int events) {
        Counter.builder("stagedoor.http.events")
                .description("Events that came over HTTP")
                .tag("channel", channel.map(this::written).orElse(NONE))
                .tag("producer", producer.map(Producer::name).orElse(NONE))
                .tag("outcome", outcome.toLowerCase(Locale.ROOT))
                .register(registry)
                .increment(events);
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
