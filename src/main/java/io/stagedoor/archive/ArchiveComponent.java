package io.stagedoor.archive;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;

/**
 * {@code archive:<destination>}: appends each event, one line of JSON, to
 * {@code <directory>/<channel>/<day>.jsonl}; the day is that of the event's arrival, in UTC.
 */
public final class ArchiveComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String destination, Map<String, Object> parameters) throws Exception {
        ArchiveEndpoint endpoint = new ArchiveEndpoint(uri, this);
        setProperties(endpoint, parameters);
        if (endpoint.directory == null) {
            throw new IllegalArgumentException("directory is missing: where does the archive stand?");
        }
        return endpoint;
    }

    /** The options of {@code archive:<destination>}. */
    public static final class ArchiveEndpoint extends DefaultEndpoint {

        private Path directory;

        ArchiveEndpoint(String uri, ArchiveComponent component) {
            super(uri, component);
        }

        /** Made where it does not exist. */
        public void setDirectory(String directory) {
            this.directory = Path.of(directory);
        }

        public String getDirectory() {
            return directory.toString();
        }

        @Override
        public Producer createProducer() {
            return new ArchiveProducer(this, new ArchiveWriter(directory));
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new IllegalArgumentException("archive: is written to; it cannot stand in from:");
        }
    }
}
