package io.stagedoor.broker;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the broker is: one address, or several to try in turn.
 *
 * <pre>
 *   amqp://host:5672
 *   amqps://a:5671,amqps://b:5671
 *   failover:(amqp://a:5672,amqp://b:5672)                     (the same list, as Qpid JMS writes it)
 * </pre>
 *
 * Options ({@code ?transport.tcpNoDelay=true}) are those of Qpid JMS, and only {@link #jms} uses them; other clients
 * use the addresses alone.
 *
 * @param hosts at least one, in the order to try them
 * @param options for every connection: the part after the parenthesis of {@code failover:(…)}
 */
public record AmqpUrl(List<AmqpHost> hosts, UrlOptions options) {

    private static final Pattern FAILOVER = Pattern.compile("failover:\\((?<hosts>[^)]*)\\)(\\?(?<options>.*))?");
    // The value of an option may contain commas, so only a comma before a scheme ends an address.
    private static final Pattern NEXT_ADDRESS = Pattern.compile(",\\s*(?=[A-Za-z]+://)");
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final Predicate<String> OF_THE_CONNECTION = name -> name.startsWith("jms.");

    /**
     * @param key the configuration key or command line option of the text, for the message
     * @throws IllegalArgumentException names the key and says what is wrong; shows neither user nor password
     */
    public static AmqpUrl parse(String key, String text) {
        try {
            Matcher form = FAILOVER.matcher(text.strip());
            if (form.matches()) {
                return new AmqpUrl(hosts(form.group("hosts")), options(form.group("options")));
            }
            if (text.strip().startsWith("failover:")) {
                throw new IllegalArgumentException("failover has the form failover:(amqp://a:5672,amqp://b:5672)");
            }
            return new AmqpUrl(hosts(text.strip()), UrlOptions.NONE);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private static List<AmqpHost> hosts(String text) {
        List<AmqpHost> hosts = NEXT_ADDRESS
                .splitAsStream(text)
                .map(String::strip)
                .map(AmqpHost::parse)
                .toList();
        if (hosts.stream().map(AmqpHost::tls).distinct().count() > 1) {
            // Otherwise a client could silently fall back from TLS to plain text.
            throw new IllegalArgumentException("the addresses are all amqp or all amqps");
        }
        return hosts;
    }

    /** Whether this is a single address: the given port of this machine, without TLS. */
    boolean isLocal(String port) {
        AmqpHost host = hosts.get(0);
        return hosts.size() == 1 && !host.tls() && port.equals("" + host.port()) && LOCAL.contains(host.host());
    }

    public boolean tls() {
        return hosts.get(0).tls();
    }

    private static UrlOptions options(String query) {
        UrlOptions options = UrlOptions.parse(query);
        if (options.values().keySet().stream().anyMatch(name -> name.startsWith("failover."))) {
            throw new IllegalArgumentException(
                    "options failover.… are not supported: the program itself tries the addresses in turn, and"
                            + " never gives up");
        }
        return options;
    }

    /**
     * URIs for the {@code JmsConnectionFactory} of Qpid JMS, one for each address, with all its options.
     *
     * @param defaults options ({@code jms.…}, {@code transport.…}), not encoded, for where the URL does not set them
     */
    public List<String> jms(Map<String, String> defaults) {
        // An option of the connection, given at one address of a list, applies to all.
        UrlOptions connection = hosts.stream()
                .map(host -> host.options().only(OF_THE_CONNECTION))
                .reduce(options, UrlOptions::and)
                .orElse(defaults);
        return hosts.stream()
                .map(host -> host + host.options().and(connection).query())
                .toList();
    }

    /** The addresses, without options: one of them may be a password. */
    @Override
    public String toString() {
        return hosts.stream().map(AmqpHost::toString).collect(joining(","));
    }
}
