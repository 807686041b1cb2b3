package io.stagedoor.routing.check;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The options of {@code amqp:} that a route may set. Each other one of Camel's hundred is refused: with
 * {@code transacted=false}, {@code asyncConsumer=true} or {@code timeToLive=1000} events are lost.
 */
public final class AmqpOptions {

    private static final Set<String> KNOWN =
            Set.of("concurrentConsumers", "maxConcurrentConsumers", "selector", "deliveryDelay");

    /** Those that may have some values. */
    private static final Map<String, Set<String>> VALUES = Map.of(
            "jmsMessageType", Set.of("Bytes", "Text"),
            "exchangePattern", Set.of("InOnly"),
            "disableReplyTo", Set.of("true"),
            "transacted", Set.of("true"),
            "deliveryPersistent", Set.of("true"));

    private AmqpOptions() {}

    /** The first that is refused, and why; empty where all may stand. */
    public static Optional<String> refusal(Map<String, ?> options) {
        return new TreeMap<>(options)
                .entrySet().stream()
                        .filter(option -> !allowed(option.getKey(), String.valueOf(option.getValue())))
                        .findFirst()
                        .map(option ->
                                "amqp: with " + option.getKey() + " is not known to keep every event. Leave it out;"
                                        + " the options that may be set are concurrentConsumers, maxConcurrentConsumers, selector and"
                                        + " deliveryDelay, and jmsMessageType to Bytes or Text");
    }

    private static boolean allowed(String name, String value) {
        // A key of ours is looked at when it is known.
        return KNOWN.contains(name)
                || VALUES.getOrDefault(name, Set.of()).contains(value)
                || VALUES.containsKey(name) && value.contains("{{");
    }
}
