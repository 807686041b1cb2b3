package io.stagedoor.broker.embedded;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stagedoor.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A broker with a disk of its own, which a test fills and clears: 96 MiB, half of them in reserve. The disk is mounted
 * for this process alone, as Linux allows it to every user, and not every system of today does.
 */
public final class SmallDiskBroker implements AutoCloseable {

    private static final String CONFIG = "artemis-config/broker.xml";
    private static final long MIB = 1024 * 1024;
    private static final List<String> ALONE = List.of("unshare", "--user", "--map-root-user", "--mount");
    private static final String MOUNT = "mount -t tmpfs -o size=96m tmpfs \"$0\" && exec \"$@\"";

    private final JavaProcess process;
    private final Path ballast;

    private SmallDiskBroker(JavaProcess process, Path folder) {
        this.process = process;
        ballast = Path.of("/proc", Long.toString(process.pid()), "root", folder.toString(), "ballast");
    }

    /**
     * Starts it, and waits until it is there; where no disk can be mounted, the calling test is skipped.
     *
     * @param folder is made
     * @param channel the address that closes when the disk becomes full
     */
    public static SmallDiskBroker start(Path folder, int port, String channel, Path log) throws Exception {
        Files.createDirectories(folder);
        assumeTrue(mounts(folder), "no disk can be mounted here: a full one is not tried");
        JavaProcess process = JavaProcess.within(
                mounted(folder),
                LimitedBroker.class,
                log,
                List.of("-Xmx256m"),
                List.of(folder.toString(), Integer.toString(port), CONFIG, Long.toString(512 * MIB), channel));
        process.await("broker ready", Duration.ofSeconds(90));
        return new SmallDiskBroker(process, folder);
    }

    private static List<String> mounted(Path folder) {
        List<String> command = new ArrayList<>(ALONE);
        command.addAll(List.of("/bin/sh", "-c", MOUNT, folder.toString()));
        return command;
    }

    private static boolean mounts(Path folder) throws InterruptedException {
        List<String> command = mounted(folder);
        command.add("true");
        try {
            Process attempt = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return attempt.waitFor(20, TimeUnit.SECONDS) && attempt.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    /** Fills the disk until so many MiB are free. */
    public void leave(int mib) throws IOException {
        Files.write(ballast, new byte[(int) (ballast.getParent().toFile().getUsableSpace() - mib * MIB)]);
    }

    /** Removes what filled it. */
    public void clear() throws IOException {
        Files.delete(ballast);
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
