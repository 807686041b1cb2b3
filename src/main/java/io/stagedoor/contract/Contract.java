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
 * An AsyncAPI 3 document: read completely, checked, immutable. A channel that this program cannot serve disturbs no
 * other one.
 *
 * <p>Channels, addresses, message names, content types, actions and schemas come from it and from nowhere else.
 */
public final class Contract {
    private static final String BUNDLED = "backstage-events.asyncapi.yaml";

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
     * @param assertFormats whether an event breaks its contract where a value has not its {@code format}, for instance
     *     {@code uuid} or {@code date-time}
     * @throws ContractException when it is no YAML or JSON, no AsyncAPI 3, or has no channels
     */
    public static Contract read(Path file, boolean assertFormats) throws ContractException {
        return ContractReader.contract(DocumentReader.read(file.toString(), file), file.toString(), assertFormats);
    }

    /** Reads the document inside this program, with formats asserted. */
    public static Contract bundled() throws ContractException {
        return bundled(true);
    }

    /** Reads the document inside this program. */
    public static Contract bundled(boolean assertFormats) throws ContractException {
        try (InputStream in = Contract.class.getResourceAsStream("/" + BUNDLED)) {
            if (in == null) {
                throw new ContractException(BUNDLED, "", "missing in this build; name a contract of your own");
            }
            Document document = DocumentReader.parse(BUNDLED, Optional.empty(), in.readAllBytes());
            return ContractReader.contract(document, BUNDLED + " (bundled)", assertFormats);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String title() {
        return title;
    }

    public String version() {
        return version;
    }

    /** The first 16 hex digits of the SHA-256 of the document's bytes, and then of those of files it refers to. */
    public String hash() {
        return hash;
    }

    /** Title, version and hash: which contract judged an event. */
    public String identity() {
        return title + " " + version + " (" + hash + ")";
    }

    /** The file as it was named, or {@code backstage-events.asyncapi.yaml (bundled)}. */
    public String source() {
        return source;
    }

    /** Those whose address is written out, in document order. */
    public List<Channel> channels() {
        return channels.written();
    }

    /** Those whose address has parameters, in document order. */
    public List<Channel> templates() {
        return channels.templates();
    }

    /** Those that this program cannot serve, in document order. */
    public List<Unserved> unserved() {
        return channels.unserved();
    }

    /** What is wrong with the document and concerns no channel: {@code <file>#<pointer>: <reason>}. */
    public List<String> remarks() {
        return remarks;
    }

    /** The keys under {@code channels}: served, with parameters and not served. */
    public List<String> names() {
        return Stream.of(
                        channels().stream().map(Channel::name),
                        templates().stream().map(Channel::name),
                        unserved().stream().map(Unserved::name))
                .flatMap(names -> names)
                .toList();
    }

    /** The channel of this address, which is written out; where it fits a template, with the address given. */
    public Optional<Channel> at(String address) {
        return channels.at(address);
    }

    /** The channel of this address, else of this name. */
    public Optional<Channel> channel(String addressOrName) {
        return at(addressOrName).or(() -> channels.named(addressOrName));
    }

    /** Why {@link #at} finds no channel, and what to do; empty where it finds one. */
    public Optional<String> whyNot(String address) {
        if (at(address).isPresent()) {
            return Optional.empty();
        }
        String known = Stream.concat(channels().stream(), templates().stream())
                .map(Channel::address)
                .collect(Collectors.joining(", "));
        return obstacle(address)
                .or(() -> Optional.of(
                        "'" + address + "' is no channel of the contract " + source + "; its channels are " + known));
    }

    /** Why the channel that is meant cannot be had; empty where none is meant. */
    public Optional<String> obstacle(String addressOrName) {
        return channels.obstacle(addressOrName);
    }
}
