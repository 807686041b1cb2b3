package io.stagedoor.ingress.producer;

import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.wire.QueueNames;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The channels that a producer may send to.
 *
 * @param names of channels, with every address that they have
 * @param addresses single ones
 */
public record PermittedChannels(Set<String> names, Set<String> addresses) {

    public PermittedChannels {
        names = Set.copyOf(names);
        addresses = Set.copyOf(addresses);
    }

    /**
     * @param entries names and addresses; the address of a channel with parameters means all that fit it
     * @throws IllegalArgumentException that lists the entries that the contract does not have
     */
    public static PermittedChannels of(List<String> entries, Contract contract) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> addresses = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String entry : entries) {
            List<String> named = Stream.concat(contract.channels().stream(), contract.templates().stream())
                    .filter(channel ->
                            channel.name().equals(entry) || channel.address().equals(entry))
                    .map(Channel::name)
                    .toList();
            names.addAll(named);
            if (named.isEmpty() && isOfProducers(entry, contract)) {
                addresses.add(entry);
            } else if (named.isEmpty()) {
                unknown.add(entry);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("not in the contract " + contract.source() + ": "
                    + String.join(", ", unknown) + "; its channels are " + String.join(", ", contract.names()));
        }
        return new PermittedChannels(names, addresses);
    }

    /** The program alone tells its operator of trouble. */
    private static boolean isOfProducers(String address, Contract contract) {
        return !address.equals(QueueNames.OPERATOR_EVENTS)
                && contract.at(address).isPresent();
    }

    boolean contain(Channel channel) {
        return names.contains(channel.name()) || addresses.contains(channel.address());
    }
}
