package io.stagedoor.broker.embedded;

import io.stagedoor.broker.embedded.disk.DiskReserve;
import io.stagedoor.broker.embedded.doors.Doors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * A broker in a separate process, which ends as the program does: {@code LimitedBroker FOLDER PORT CONFIG RESERVE
 * [CHANNEL ...]}. The reserve is in bytes; the channels close when the disk becomes full.
 */
public final class LimitedBroker {

    private LimitedBroker() {}

    public static void main(String... arguments) throws Exception {
        Set<String> channels = Set.of(Arrays.copyOfRange(arguments, 4, arguments.length));
        EmbeddedBroker broker = EmbeddedBroker.start(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                arguments[2],
                262_144,
                Doors.OPEN,
                new DiskReserve(Long.parseLong(arguments[3]), channels),
                why -> {
                    System.out.println("the end: " + why);
                    Runtime.getRuntime().halt(1);
                });
        System.out.println("broker ready");
        Thread.currentThread().join();
        broker.close();
    }
}
