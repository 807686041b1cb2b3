package io.stagedoor.backstage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the tests of the npm package in {@code backstage/}, which say themselves what fails. */
class BackstageModuleIT {

    private static final int NODE = 22;
    private static final long MINUTES = 15;
    private static final int LINES = 200;
    private static final Path LOG = Path.of("target/backstage-module.log");

    @Test
    void the_backstage_module_passes_its_own_tests() throws Exception {
        assumeThat(nodeVersion())
                .as("skipped: Node %d or newer is needed", NODE)
                .isGreaterThanOrEqualTo(NODE);
        assumeThat(hasPostgres())
                .as("skipped: PostgreSQL is needed (Debian: postgresql; or STAGEDOOR_POSTGRES_BIN)")
                .isTrue();
        NpmModule.install();
        Process tests = new ProcessBuilder("backstage/test")
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        try {
            assertThat(tests.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("ended within %d minutes", MINUTES)
                    .isTrue();
            assertThat(tests.exitValue())
                    .as("exit status; %s ends with%n%s", LOG, end())
                    .isZero();
        } finally {
            Stream.concat(tests.descendants(), Stream.of(tests.toHandle())).forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static String end() throws IOException {
        List<String> lines = Files.readAllLines(LOG);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }

    /** 0 where there is none. */
    private static int nodeVersion() throws IOException, InterruptedException {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            String version = new String(node.getInputStream().readAllBytes()).strip();
            return node.waitFor() == 0 ? Integer.parseInt(version.substring(1, version.indexOf('.'))) : 0;
        } catch (IOException none) {
            return 0;
        }
    }

    private static boolean hasPostgres() throws IOException {
        Path debian = Path.of("/usr/lib/postgresql");
        if (System.getenv("STAGEDOOR_POSTGRES_BIN") != null || !Files.isDirectory(debian)) {
            return System.getenv("STAGEDOOR_POSTGRES_BIN") != null;
        }
        try (Stream<Path> versions = Files.list(debian)) {
            return versions.anyMatch(version -> Files.isExecutable(version.resolve("bin/initdb")));
        }
    }
}
