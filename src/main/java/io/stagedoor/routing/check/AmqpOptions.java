package io.stagedoor.routing.check;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The options of {@code amqp:} that a route may set. The check refuses all others of Camel's hundred: some, such as
 * {@code transacted=false}, {@code asyncConsumer=true} or {@code timeToLive=1000}, lose events.
 */
public final class AmqpOptions {

    private static final Set<String> KNOWN =
            Set.of("concurrentConsumers", "maxConcurrentConsumers", "selector", "deliveryDelay");

    /** Options with the values that they may have. */
    private static final Map<String, Set<String>> VALUES = Map.of(
            "jmsMessageType", Set.of("Bytes", "Text"),
            "exchangePattern", Set.of("InOnly"),
            "disableReplyTo", Set.of("true"),
            "transacted", Set.of("true"),
            "deliveryPersistent", Set.of("true"));

    private AmqpOptions() {}

    /** The first refused option and the reason; empty if all are permitted. */
    public static Optional<String> refusal(Map<String, ?> options) {
        return new TreeMap<>(options)
                .entrySet().stream()
                        .filter(option -> !allowed(option.getKey(), String.valueOf(option.getValue())))
                        .findFirst()
                        .map(option -> "amqp: with " + option.getKey() + " may lose events. Leave it out; the permitted"
                                + " options are concurrentConsumers, maxConcurrentConsumers, selector and"
                                + " deliveryDelay, and jmsMessageType to Bytes or Text");
    }

    private static boolean allowed(String name, String value) {
        // The value of a property placeholder is checked once it is known.
        return KNOWN.contains(name)
                || VALUES.getOrDefault(name, Set.of()).contains(value)
                || VALUES.containsKey(name) && value.contains("{{");
    }
}
