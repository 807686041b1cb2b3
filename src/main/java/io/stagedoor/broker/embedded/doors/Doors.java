package io.stagedoor.broker.embedded.doors;

import io.stagedoor.broker.Credential;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;

/**
 * Who may do what at the embedded broker: the program may do everything, all others what a producer may.
 *
 * @param program its login; empty if everybody may do everything
 * @param channels the addresses that accept events
 * @param strays counts refused addresses
 */
public record Doors(Optional<Credential> program, Set<String> channels, StrayAddresses strays) {

    public static final Doors OPEN = new Doors(Optional.empty(), Set.of(), new StrayAddresses());

    private static final int NAMED = 12;

    public Doors(Credential program, Set<String> channels) {
        this(Optional.of(program), channels, new StrayAddresses());
    }

    public void guard(Configuration configuration) {
        configuration.setSecurityEnabled(program.isPresent());
        if (program.isPresent()) {
            declareChannels(configuration);
            configuration.registerBrokerPlugin(new AcceptedEvents(channels, describe()));
            configuration.registerBrokerPlugin(new MovableEvents());
            configuration.registerBrokerPlugin(strays);
        }
    }

    /** Creates the channels at the start: a producer has no right to create one. */
    private void declareChannels(Configuration configuration) {
        Set<String> declared = configuration.getAddressConfigurations().stream()
                .map(CoreAddressConfiguration::getName)
                .collect(Collectors.toSet());
        for (String channel : channels) {
            boolean template = channel.contains("{");
            if (!template && !declared.contains(channel)) {
                configuration.addAddressConfiguration(new CoreAddressConfiguration()
                        .setName(channel)
                        .addRoutingType(RoutingType.ANYCAST)
                        .addQueueConfig(QueueConfiguration.of(channel)
                                .setAddress(channel)
                                .setRoutingType(RoutingType.ANYCAST)
                                .setDurable(true)));
            }
        }
    }

    public Logins logins() {
        return new Logins(
                program,
                channels,
                strays,
                "anonymous, who may send to " + describe() + ", not to topics, and do nothing else,");
    }

    /** Names the channels, for the answer to a producer that sends elsewhere. */
    private String describe() {
        String names = channels.stream().sorted().limit(NAMED).collect(Collectors.joining(", "));
        return "the queues " + names + (channels.size() > NAMED ? " and " + (channels.size() - NAMED) + " more" : "");
    }
}
