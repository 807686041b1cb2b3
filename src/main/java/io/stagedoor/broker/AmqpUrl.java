package io.stagedoor.broker;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the broker is: one address, or several that are tried in turn.
 *
 * <pre>
 *   amqp://host:5672
 *   amqps://a:5671,amqps://b:5671
 *   failover:(amqp://a:5672,amqp://b:5672)                     (the form of Qpid JMS, and the same)
 * </pre>
 *
 * Options ({@code ?transport.tcpNoDelay=true}) are those of Qpid JMS and are handed to it by {@link #jms}; other
 * clients use the addresses alone.
 *
 * @param hosts at least one, in the order in which they are tried
 * @param options of every connection, behind the parenthesis of {@code failover:(…)}
 */
public record AmqpUrl(List<AmqpHost> hosts, UrlOptions options) {

    private static final Pattern FAILOVER = Pattern.compile("failover:\\((?<hosts>[^)]*)\\)(\\?(?<options>.*))?");
    // An option may have commas in its value, so only a comma before a scheme ends an address.
    private static final Pattern NEXT_ADDRESS = Pattern.compile(",\\s*(?=[A-Za-z]+://)");
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final Predicate<String> OF_THE_CONNECTION = name -> name.startsWith("jms.");

    /**
     * @param key the configuration key or command line option that the text comes from, for the message
     * @throws IllegalArgumentException names the key and what is wrong, never a user or password
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
            // Else a client could fall back from TLS to plain text, and nobody would see it.
            throw new IllegalArgumentException("the addresses are all amqp or all amqps");
        }
        return hosts;
    }

    /** Whether it is one address alone, that port of this machine, without TLS. */
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
                    "there are no options failover.…: the program itself goes from address to"
                            + " address, and never gives up");
        }
        return options;
    }

    /**
     * URIs for Qpid JMS {@code JmsConnectionFactory}, one for each address, with every option that was given.
     *
     * @param defaults options ({@code jms.…}, {@code transport.…}), not encoded, for where the URL does not set them
     */
    public List<String> jms(Map<String, String> defaults) {
        // An option of the connection at one address of a list is meant for all of them.
        UrlOptions connection = hosts.stream()
                .map(host -> host.options().only(OF_THE_CONNECTION))
                .reduce(options, UrlOptions::and)
                .orElse(defaults);
        return hosts.stream()
                .map(host -> host + host.options().and(connection).query())
                .toList();
    }

    /** The addresses, without options: one of those may be a password. */
    @Override
    public String toString() {
        return hosts.stream().map(AmqpHost::toString).collect(joining(","));
    }
}
