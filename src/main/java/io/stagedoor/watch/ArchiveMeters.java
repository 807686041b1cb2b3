package io.stagedoor.watch;

import io.micrometer.core.instrument.Counter;

/** Counts an archive's lines after they are on the disk. */
public final class ArchiveMeters {

    private final Counter lines;

    public ArchiveMeters(Watch watch, String destination) {
        lines = Counter.builder("stagedoor.archive.lines")
                .description("Lines of the archive that are on the disk")
                .tag("destination", destination)
                .register(watch.registry());
    }

    public void written() {
        lines.increment();
    }
}
