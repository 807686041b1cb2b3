package io.stagedoor.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An AsyncAPI 3 document that this program can work with: read completely, checked, immutable.
 *
 * <p>Channels, addresses, message names, content types, actions and schemas come from it and from nowhere else.
 */
public final class Contract {
    private static final String BUNDLED = "backstage-events.asyncapi.yaml";

    private final String title;
    private final String version;
    private final String hash;
    private final String source;
    private final List<Channel> channels;

    Contract(String title, String version, String hash, String source, List<Channel> channels) {
        this.title = title;
        this.version = version;
        this.hash = hash;
        this.source = source;
        this.channels = List.copyOf(channels);
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
     * @throws ContractException at the first thing that is wrong anywhere in it
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

    /** In document order; never empty. */
    public List<Channel> channels() {
        return channels;
    }

    /** The channel of this address, else of this name. */
    public Optional<Channel> channel(String addressOrName) {
        return channels.stream()
                .filter(channel -> channel.address().equals(addressOrName))
                .findFirst()
                .or(() -> channels.stream()
                        .filter(channel -> channel.name().equals(addressOrName))
                        .findFirst());
    }
}
