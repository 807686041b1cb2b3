package io.stagedoor;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Ends the process when its memory is exhausted. {@code -XX:+ExitOnOutOfMemoryError} does the same, but a program
 * cannot switch it on for itself, and a person who starts the jar may not know it. A process that continues has lost
 * threads without notice, and neither routes nor answers.
 *
 * <p>It notices in three ways: an error that ends a thread, an error that a library caught and logged, and a heap that
 * stays full after a garbage collection.
 */
final class MemoryWatch {

    /**
     * The least share of the heap, and the least number of bytes, that must be free. With less, the collector takes all
     * the time; it needs whole regions of the heap.
     */
    private static final double LEAST_SHARE = 0.03;

    private static final long LEAST = 4 << 20;
    /** Bytes kept in reserve, so that there is memory left to end the process. */
    private static final int HELD_BACK = 1 << 20;

    /** A constant, because there is no memory to build it later. */
    private static final String WHY =
            "out of memory: the process ends. No accepted event is lost. Give it more memory with -Xmx (with the"
                    + " script in STAGEDOOR_JAVA_OPTS; in a container with its memory limit)";

    private static final long EVERY_MILLIS = 1_000;
    private static final int TIMES = 5;

    private final LongSupplier free;
    private final double least;
    private final Runnable collect;
    private final Consumer<String> end;
    private int times;
    private volatile byte[] heldBack = new byte[HELD_BACK];

    /**
     * @param free gives the free bytes of the heap
     * @param heap the maximum size of the heap, in bytes
     * @param collect runs the garbage collector
     * @param end ends the process
     */
    MemoryWatch(LongSupplier free, long heap, Runnable collect, Consumer<String> end) {
        this.free = free;
        this.least = Math.max(LEAST_SHARE * heap, LEAST);
        this.collect = collect;
        this.end = end;
    }

    /** Watches this process. Call it once. */
    static void start() {
        LastLine.prepare();
        MemoryWatch watch =
                new MemoryWatch(MemoryWatch::unused, Runtime.getRuntime().maxMemory(), System::gc, LastLine::end);
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> {
            watch.thrown(fault);
            if (before != null) {
                before.uncaughtException(thread, fault);
            }
        });
        Logger.getLogger("").addHandler(watch.new Logged());
        Thread thread = new Thread(watch::work, "memory watch");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    private static long unused() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    private void work() {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (OutOfMemoryError exhausted) {
            end();
        }
    }

    /** Checks the heap once. */
    void look() {
        times = free.getAsLong() < least ? times + 1 : 0;
        if (times >= TIMES) {
            collect.run();
            times = 0;
            if (free.getAsLong() < least) {
                end();
            }
        }
    }

    /** Ends the process if the fault is an OutOfMemoryError, or was caused by one. */
    void thrown(Throwable fault) {
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof OutOfMemoryError) {
                end();
                return;
            }
            cause = cause.getCause();
        }
    }

    private void end() {
        heldBack = null;
        end.accept(WHY);
    }

    private final class Logged extends Handler {

        @Override
        public void publish(LogRecord line) {
            if (line.getThrown() != null) {
                thrown(line.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
