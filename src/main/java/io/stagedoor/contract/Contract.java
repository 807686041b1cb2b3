package io.stagedoor.contract;

import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Document;
import io.stagedoor.contract.document.DocumentReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An AsyncAPI 3 document, read completely, checked and immutable. A channel that this program cannot serve does not
 * affect the others.
 *
 * <p>It is the only source of channels, addresses, message names, content types, actions and schemas.
 */
public final class Contract {
    private static final String BUNDLED = "backstage-events.asyncapi.yaml";
    private static final String OPERATOR_EVENTS = "operator-events.asyncapi.yaml";

    private final String title;
    private final String version;
    private final String hash;
    private final String source;
    private final Channels channels;
    private final List<String> remarks;

    Contract(String title, String version, String hash, String source, Channels channels, List<String> remarks) {
        this.title = title;
        this.version = version;
        this.hash = hash;
        this.source = source;
        this.channels = channels;
        this.remarks = List.copyOf(remarks);
    }

    /** Reads YAML or JSON, with formats asserted. */
    public static Contract read(Path file) throws ContractException {
        return read(file, true);
    }

    /**
     * Reads YAML or JSON in UTF-8, at most 3 MiB a file, and the local files it refers to, relative to itself.
     *
     * @param assertFormats whether a value that does not match its {@code format}, such as {@code uuid} or {@code
     *     date-time}, makes an event invalid
     * @throws ContractException when it is not YAML or JSON, not AsyncAPI 3, or has no channels
     */
    public static Contract read(Path file, boolean assertFormats) throws ContractException {
        return ContractReader.contract(DocumentReader.read(file.toString(), file), file.toString(), assertFormats);
    }

    /** Reads the bundled document, with formats asserted. */
    public static Contract bundled() throws ContractException {
        return bundled(true);
    }

    /** Reads the bundled document. */
    public static Contract bundled(boolean assertFormats) throws ContractException {
        return resource(BUNDLED, assertFormats);
    }

    /** Reads the document of the program's own channel, of events for its operator. */
    public static Contract operatorEvents() throws ContractException {
        return resource(OPERATOR_EVENTS, true);
    }

    private static Contract resource(String name, boolean assertFormats) throws ContractException {
        try (InputStream in = Contract.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new ContractException(name, "", "missing in this build; set stagedoor.contract to your own");
            }
            Document document = DocumentReader.parse(name, Optional.empty(), in.readAllBytes());
            return ContractReader.contract(document, name + " (bundled)", assertFormats);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same contract, and the channels of a document that belongs to the program. A route may consume these, and they
     * are found by address and by name; {@link #channels} does not list them, so that nobody expects a route.
     *
     * @throws ContractException when this contract has a channel of such an address
     */
    public Contract including(Contract own) throws ContractException {
        for (Channel channel : own.channels()) {
            if (channels().stream().anyMatch(other -> other.address().equals(channel.address()))) {
                throw new ContractException(
                        source,
                        "/channels",
                        "the address '" + channel.address() + "' is a channel of Stagedoor's own (" + own.source()
                                + "); give your channel another address");
            }
        }
        return new Contract(title, version, hash, source, channels.including(own.channels()), remarks);
    }

    public String title() {
        return title;
    }

    public String version() {
        return version;
    }

    /** The first 16 hex digits of the SHA-256 of the bytes of the document and of the files it refers to. */
    public String hash() {
        return hash;
    }

    /** Title, version and hash: identifies the contract that an event was checked against. */
    public String identity() {
        return title + " " + version + " (" + hash + ")";
    }

    /** The name of the file, or {@code backstage-events.asyncapi.yaml (bundled)}. */
    public String source() {
        return source;
    }

    /** The channels whose address has no parameters, in document order. */
    public List<Channel> channels() {
        return channels.written();
    }

    /** The channels whose address has parameters, in document order. */
    public List<Channel> templates() {
        return channels.templates();
    }

    /** The channels that this program cannot serve, in document order. */
    public List<Unserved> unserved() {
        return channels.unserved();
    }

    /** Faults of the document that affect no channel: {@code <file>#<pointer>: <reason>}. */
    public List<String> remarks() {
        return remarks;
    }

    /** The names of all channels: served, with parameters and not served. */
    public List<String> names() {
        return Stream.of(
                        channels().stream().map(Channel::name),
                        templates().stream().map(Channel::name),
                        unserved().stream().map(Unserved::name))
                .flatMap(names -> names)
                .toList();
    }

    /**
     * The channel of this address, which has no parameters; if it matches a template, that channel with this address.
     */
    public Optional<Channel> at(String address) {
        return channels.at(address);
    }

    /** The channel of this address, else of this name. */
    public Optional<Channel> channel(String addressOrName) {
        return at(addressOrName).or(() -> channels.named(addressOrName));
    }

    /** Why {@link #at} finds no channel, and what to do; empty when it finds one. */
    public Optional<String> whyNot(String address) {
        if (at(address).isPresent()) {
            return Optional.empty();
        }
        String known = Stream.concat(channels().stream(), templates().stream())
                .map(Channel::address)
                .collect(Collectors.joining(", "));
        return obstacle(address)
                .or(() -> Optional.of("'" + address + "' is not a channel of the contract " + source
                        + "; its channels are" + " " + known));
    }

    /** Why this address or name, which is close to a channel, leads to none; empty when there is no such reason. */
    public Optional<String> obstacle(String addressOrName) {
        return channels.obstacle(addressOrName);
    }
}
