package io.stagedoor.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the channel that an address belongs to.
 *
 * <pre>
 *  an address without parameters   belongs to its channel
 *  else: one template matches      that channel, with this address
 *        several match             no channel: it could be any of them
 * </pre>
 *
 * The program's own channels have addresses without parameters, too.
 */
final class Channels {
    /** A channel whose address has parameters. */
    record Templated(Channel channel, AddressTemplate template) {}

    /** Limits the cache. Routes ask first; later addresses may come from strangers. */
    private static final int MOST_FOUND = 10_000;

    private final List<Channel> written;
    private final List<Templated> templated;
    private final List<Unserved> unserved;
    private final List<Channel> own;
    private final Map<String, Channel> found = new ConcurrentHashMap<>();

    Channels(List<Channel> written, List<Templated> templated, List<Unserved> unserved) {
        this(written, templated, unserved, List.of());
    }

    private Channels(List<Channel> written, List<Templated> templated, List<Unserved> unserved, List<Channel> own) {
        this.written = List.copyOf(written);
        this.templated = List.copyOf(templated);
        this.unserved = List.copyOf(unserved);
        this.own = List.copyOf(own);
        written.forEach(channel -> found.put(channel.address(), channel));
        own.forEach(channel -> found.put(channel.address(), channel));
    }

    /** These, and channels of the program. */
    Channels including(List<Channel> own) {
        return new Channels(written, templated, unserved, own);
    }

    List<Channel> written() {
        return written;
    }

    List<Channel> templates() {
        return templated.stream().map(Templated::channel).toList();
    }

    List<Unserved> unserved() {
        return unserved;
    }

    Optional<Channel> at(String address) {
        Channel known = found.get(address);
        if (known != null) {
            return Optional.of(known);
        }
        List<Templated> fitting = fitting(address);
        if (fitting.isEmpty() || obstacle(address).isPresent()) {
            return Optional.empty();
        }
        Channel channel = fitting.get(0).channel().at(address);
        if (found.size() < MOST_FOUND) {
            found.put(address, channel);
        }
        return Optional.of(channel);
    }

    Optional<Channel> named(String name) {
        return Stream.of(written, templates(), own)
                .flatMap(List::stream)
                .filter(channel -> channel.name().equals(name))
                .findFirst();
    }

    /** Why an address or a name leads to no channel although it is close to one; empty when there is no such reason. */
    Optional<String> obstacle(String addressOrName) {
        if (found.containsKey(addressOrName)) {
            return Optional.empty();
        }
        return unserved(channel -> channel.address().equals(addressOrName))
                .or(() -> ofTemplates(addressOrName))
                .or(() -> unserved(channel -> channel.name().equals(addressOrName)))
                .or(() -> unserved(channel -> AddressTemplate.fits(channel.address(), addressOrName)));
    }

    private Optional<String> unserved(Predicate<Unserved> meant) {
        return unserved.stream()
                .filter(meant)
                .findFirst()
                .map(channel -> "the channel " + channel.name() + " cannot be served: " + channel.reason());
    }

    private Optional<String> ofTemplates(String address) {
        List<Templated> fitting = fitting(address);
        if (fitting.size() > 1) {
            return Optional.of("'" + address + "' matches several channels: "
                    + fitting.stream()
                            .map(each -> each.channel().name() + " (" + each.template() + ")")
                            .collect(Collectors.joining(" and "))
                    + "; give a parameter of one of them an enum, or add a channel with exactly this address");
        }
        if (fitting.size() == 1) {
            return Address.unusable(address)
                    .map(why -> "'" + address + "' matches the channel "
                            + fitting.get(0).channel().name() + " ("
                            + fitting.get(0).template() + "), but " + why);
        }
        return templated.stream()
                .flatMap(each -> each.template().misfit(address).stream()
                        .map(why -> "'" + address + "' is not an address of the channel "
                                + each.channel().name() + ": " + why))
                .findFirst();
    }

    private List<Templated> fitting(String address) {
        return templated.stream().filter(each -> each.template().fits(address)).toList();
    }
}
