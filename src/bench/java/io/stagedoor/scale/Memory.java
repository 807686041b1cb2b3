package io.stagedoor.scale;

import io.stagedoor.testing.JavaProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a Java process has of the machine's memory, in MiB. Linux, and a JDK. */
record Memory(long resident, long heap) {

    static final Memory NONE = new Memory(0, 0);

    static Memory of(JavaProcess process) throws IOException {
        return new Memory(process.resident() >> 20, heap(process.pid()));
    }

    /** With what is garbage and not yet collected. */
    private static long heap(long pid) throws IOException {
        Process jstat = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jstat").toString(), "-gc", Long.toString(pid))
                .redirectErrorStream(true)
                .start();
        String[] lines = new String(jstat.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n");
        String[] names = lines[0].trim().split("\\s+");
        String[] values = lines[lines.length - 1].trim().split("\\s+");
        double kib = 0;
        for (int i = 0; i < Math.min(names.length, values.length); i++) {
            if (names[i].matches("S0U|S1U|EU|OU")) {
                kib += Double.parseDouble(values[i]);
            }
        }
        return (long) (kib / 1024);
    }

    Memory most(Memory other) {
        return new Memory(Math.max(resident, other.resident), Math.max(heap, other.heap));
    }
}
