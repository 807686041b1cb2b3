package io.stagedoor.loss;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine;

/** The loss checker as a command, see {@code benchmarks/loss-check}. Ends with 1 when a promise was
 * broken, with 3 when none was and the time was over before everything was done. */
public final class LossCheck {

    private LossCheck() {}

    public static void main(String... arguments) throws Exception {
        LossOptions options = new LossOptions();
        CommandLine line = new CommandLine(options).setCommandName("loss-check");
        try {
            line.parseArgs(arguments);
            options.check();
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            line.usage(System.err);
            System.exit(2);
        }
        if (options.help) {
            line.usage(System.out);
            return;
        }
        String now = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
        Path folder = options.folder.resolve(now);
        // kill -9 of this process would leave them running; an interrupt does not.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly)));
        System.out.println("seed " + options.seed);
        LossResult result = new LossRun(options, folder).run();
        System.out.println(result.table());
        Files.writeString(folder.resolve("result.txt"), result.table());
        if (options.json != null) {
            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(options.json.toFile(), result.json());
        }
        if (!result.holds()) {
            System.exit(1);
        }
        System.exit(result.complete() ? 0 : 3);
    }
}
