package io.stagedoor.backstage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What npm installs below {@code backstage/}. Two tests need it, and may run side by side; npm must run alone there. */
final class NpmModule {

    private static final Path FOLDER = Path.of("backstage");

    /** npm writes it last. */
    private static final Path INSTALLED = FOLDER.resolve("node_modules/.package-lock.json");

    private static final Path LOCK = Path.of("target/backstage-npm.lock");
    private static final Path LOG = Path.of("target/backstage-npm.log");

    private NpmModule() {}

    /** Installs it if it is not there. Without npm or a registry it does not: what needs it then says so. */
    static void install() throws InterruptedException, IOException {
        try (FileChannel file = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = file.lock()) {
            if (!Files.exists(INSTALLED) && hasNpm()) {
                new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(LOG.toFile())
                        .start()
                        .waitFor();
            }
        }
    }

    private static boolean hasNpm() throws InterruptedException {
        try {
            return new ProcessBuilder("npm", "--version").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
