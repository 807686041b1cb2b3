package io.stagedoor.loss.rig;

import io.stagedoor.testing.JavaProcess;
import java.util.function.Supplier;

/** A process of the system under test, one after the other under the same name. */
final class Part {

    private final String name;
    private final Supplier<JavaProcess> starter;
    private JavaProcess process;
    private boolean killed;

    Part(String name, Supplier<JavaProcess> starter) {
        this.name = name;
        this.starter = starter;
    }

    synchronized JavaProcess start() {
        killed = false;
        process = starter.get();
        return process;
    }

    synchronized boolean runs() {
        return process != null && process.alive();
    }

    /** Whether it ended and nobody killed it. */
    synchronized boolean endedByItself() {
        return process != null && !killed && !process.alive();
    }

    synchronized void kill() throws InterruptedException {
        killed = true;
        process.kill();
    }

    synchronized void stop() throws InterruptedException {
        if (process != null) {
            killed = true;
            process.close();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
