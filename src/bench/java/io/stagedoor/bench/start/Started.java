package io.stagedoor.bench.start;

import io.stagedoor.bench.figures.Spread;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * One start of the program.
 *
 * @param millis from the making of the process until it says that it runs
 * @param idle memory that it has in RAM five seconds later, MiB
 * @param worked the same, five seconds after the work
 */
record Started(double millis, double idle, double worked) {

    private static final Duration ATMOST = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(5);

    static Started by(String command, Map<String, String> settings, Path log, Callable<Void> work) throws Exception {
        List<String> words = new ArrayList<>(List.of(command.trim().split(" +")));
        words.add("run");
        File output = log.toFile();
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output);
        builder.environment().putAll(settings);
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            while (!Files.readString(log).contains("Stagedoor runs")) {
                if (!process.isAlive() || System.nanoTime() - begin > ATMOST.toNanos()) {
                    throw new IllegalStateException(command + " did not start; " + log + " says why");
                }
                Thread.sleep(2);
            }
            double millis = (System.nanoTime() - begin) / 1e6;
            Thread.sleep(QUIET.toMillis());
            double idle = resident(process);
            work.call();
            Thread.sleep(QUIET.toMillis());
            return new Started(millis, idle, resident(process));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static double resident(Process process) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    static String table(List<String> commands, List<List<Started>> all) {
        StringBuilder table = new StringBuilder(
                String.format("%-28s %-28s %-28s  %s%n", "start, ms", "idle, MiB", "after work, MiB", "command"));
        for (int i = 0; i < commands.size(); i++) {
            table.append(String.format(
                    Locale.ROOT,
                    "%-28s %-28s %-28s  %s%n",
                    spread(all.get(i), Started::millis),
                    spread(all.get(i), Started::idle),
                    spread(all.get(i), Started::worked),
                    commands.get(i)));
        }
        return table.toString();
    }

    private static Spread spread(List<Started> starts, ToDoubleFunction<Started> value) {
        return Spread.of(starts.stream().mapToDouble(value).boxed().toList());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.0f ms, %.0f MiB, %.0f MiB after work", millis, idle, worked);
    }
}
