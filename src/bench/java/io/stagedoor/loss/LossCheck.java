package io.stagedoor.loss;

import io.stagedoor.loss.plan.LossOptions;
import io.stagedoor.testing.Command;
import java.nio.file.Files;
import java.nio.file.Path;

/** The loss checker as a command, see {@code benchmarks/loss-check}. Ends with 1 when a promise was
 * broken, with 3 when none was and the time was over before everything was done. */
public final class LossCheck {

    private LossCheck() {}

    public static void main(String... arguments) throws Exception {
        LossOptions options = new LossOptions();
        if (!Command.parse("loss-check", options, options::check, arguments)) {
            return;
        }
        Path folder = Command.newFolder(options.folder);
        System.out.println("seed " + options.seed);
        LossResult result = new LossRun(options, folder).run();
        System.out.println(result.table());
        Files.writeString(folder.resolve("result.txt"), result.table());
        Command.write(result.json(), options.json);
        if (!result.holds()) {
            System.exit(1);
        }
        System.exit(result.complete() ? 0 : 3);
    }
}
