package io.stagedoor.archive;

import io.stagedoor.watch.ArchiveMeters;
import io.stagedoor.watch.Watch;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;

/**
 * The Camel component {@code archive:<destination>}. It appends each event as a line of JSON to {@code
 * <directory>/<channel>/<day>.jsonl}, or {@code <day>.<replica>.jsonl}. The day is when the event arrived, in UTC.
 */
public final class ArchiveComponent extends DefaultComponent {

    private final String replica;
    private final Watch watch;
    /** One writer for each folder, because two would mix their lines. */
    private final Map<Path, ArchiveWriter> writers = new ConcurrentHashMap<>();

    /** @param replica names the files of this replica; empty when no other one shares the folder */
    public ArchiveComponent(String replica, Watch watch) {
        this.replica = replica;
        this.watch = watch;
    }

    /** The folders that this program archives into. */
    public Set<Path> folders() {
        return Set.copyOf(writers.keySet());
    }

    @Override
    protected Endpoint createEndpoint(String uri, String destination, Map<String, Object> parameters) throws Exception {
        ArchiveEndpoint endpoint = new ArchiveEndpoint(uri, this, this::writer, new ArchiveMeters(watch, destination));
        setProperties(endpoint, parameters);
        if (endpoint.directory == null) {
            throw new IllegalArgumentException("the option directory is missing: set the folder of the archive");
        }
        return endpoint;
    }

    private ArchiveWriter writer(Path directory) {
        return writers.computeIfAbsent(
                directory.toAbsolutePath().normalize(), folder -> new ArchiveWriter(folder, replica, watch));
    }

    /** The options of {@code archive:<destination>}. */
    public static final class ArchiveEndpoint extends DefaultEndpoint {

        private final Function<Path, ArchiveWriter> writer;
        private final ArchiveMeters meters;
        private Path directory;

        ArchiveEndpoint(
                String uri, ArchiveComponent component, Function<Path, ArchiveWriter> writer, ArchiveMeters meters) {
            super(uri, component);
            this.writer = writer;
            this.meters = meters;
        }

        /** The folder of the archive; it is made if it does not exist. */
        public void setDirectory(String directory) {
            this.directory = Path.of(directory);
        }

        public String getDirectory() {
            return directory.toString();
        }

        @Override
        public Producer createProducer() {
            return new ArchiveProducer(this, writer.apply(directory), meters);
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new IllegalArgumentException("archive: can only be written to; do not use it in from:");
        }
    }
}
