package io.stagedoor;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Ends the process when its memory is exhausted. {@code -XX:+ExitOnOutOfMemoryError} does so, too, but cannot be switched on
 * from inside, and whoever starts the jar need not know it. Without an end, threads are gone that nobody misses, and the
 * program neither routes nor answers.
 *
 * <p>Three ways to notice: an error that ends a thread, one that a library caught and logged, and a heap that stays full
 * although it was collected.
 */
final class MemoryWatch {

    /** Of the heap, and bytes: with less free the collector is all that runs, and that in whole regions of the heap. */
    private static final double LEAST_SHARE = 0.03;

    private static final long LEAST = 4 << 20;
    /** Bytes that are held back, so that there is some memory to end with. */
    private static final int HELD_BACK = 1 << 20;

    /** Made beforehand: there is no memory for it later. */
    private static final String WHY =
            "out of memory: the process ends, and nothing that was accepted is lost. Give it more"
                    + " with -Xmx (with the script in STAGEDOOR_JAVA_OPTS, in a container by its memory limit)";

    private static final long EVERY_MILLIS = 1_000;
    private static final int TIMES = 5;

    private final LongSupplier free;
    private final double least;
    private final Runnable collect;
    private final Consumer<String> end;
    private int times;
    private volatile byte[] heldBack = new byte[HELD_BACK];

    /**
     * @param free bytes of the heap
     * @param heap the most that it becomes, bytes
     * @param collect runs the garbage collector
     * @param end ends the process
     */
    MemoryWatch(LongSupplier free, long heap, Runnable collect, Consumer<String> end) {
        this.free = free;
        this.least = Math.max(LEAST_SHARE * heap, LEAST);
        this.collect = collect;
        this.end = end;
    }

    /** Of this process; to be called once. */
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

    /** Looks once. */
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

    /** Whatever it is, or was caused by. */
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
