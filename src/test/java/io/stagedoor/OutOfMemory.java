package io.stagedoor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** A process that runs out of memory in one of three ways, and does not end by itself. */
public final class OutOfMemory {

    private final List<byte[]> kept = new ArrayList<>();

    private OutOfMemory() {}

    public static void main(String... how) throws Exception {
        MemoryWatch.start();
        OutOfMemory process = new OutOfMemory();
        switch (how[0]) {
            case "thread" -> new Thread(process::fill).start();
            case "logged" -> logged();
            case "swallowed" -> {
                ExecutorService pool = Executors.newSingleThreadExecutor();
                pool.submit(process::fill);
            }
            default -> throw new IllegalArgumentException(how[0]);
        }
        Thread.currentThread().join();
    }

    /** Its memory is free again when the line is logged. */
    private static void logged() {
        try {
            new OutOfMemory().fill();
        } catch (OutOfMemoryError e) {
            Logger.getLogger("a.library").warn("something went wrong", e);
        }
    }

    private void fill() {
        while (true) {
            kept.add(new byte[10_000]);
        }
    }
}
