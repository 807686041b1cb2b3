package io.stagedoor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a shell starts them, with descriptors that are closed or full, or have no reader. */
@EnabledOnOs(OS.LINUX)
class CommandStreamsIT {

    private static final String ENTITY = "backstage/catalog/entity";
    private static final String SEND = "send --channel catalogEntityChange";

    @TempDir
    private Path folder;

    private TestBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = new TestBroker();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    /** @return the exit status of the last line of the script */
    private int shell(String script) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1"
                + " -Dstagedoor.broker.url=" + broker.url() + " -jar " + System.getProperty("stagedoor.jar");
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "stagedoor() { sh -c 'echo $$ >pid; exec \"$@\"' - " + java + " \"$@\"; }\n" + script)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(folder.resolve("shell.out").toFile())
                .redirectError(folder.resolve("shell.err").toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private String text(String file) throws Exception {
        return Files.readString(folder.resolve(file), UTF_8);
    }

    @Test
    void a_closed_standard_input_is_no_other_file_and_sends_nothing() throws Exception {
        assertThat(shell("timeout 30 bash -c \"$(declare -f stagedoor); stagedoor " + SEND + "\" <&- 2>err"))
                .isEqualTo(1);
        assertThat(text("err")).contains("cannot read standard input: it is closed");
        assertThat(shell("stagedoor " + SEND + " --raw - <&- 2>err")).isEqualTo(1);
        assertThat(shell("stagedoor validate <&- 2>err")).isEqualTo(1);
        assertThat(broker.depth(ENTITY)).isZero();
    }

    @Test
    void an_output_that_is_full_or_closed_is_a_failure_and_what_follows_is_not_done() throws Exception {
        try (var connector = TestBroker.connector(broker.url());
                var connection = connector.open();
                var sender = connection.openSender("dead-letter/" + ENTITY)) {
            sender.send(Message.create("{}")).awaitAccepted();
        }
        assertThat(shell("stagedoor dead-letters list --json >/dev/full 2>err"
                        + " && stagedoor dead-letters discard --all --yes"))
                .isEqualTo(1);
        assertThat(text("err")).contains("cannot write the output: No space left on device");
        assertThat(shell("stagedoor dead-letters list --json >&- 2>err")).isEqualTo(1);
        assertThat(text("err")).contains("standard output is closed");
        assertThat(broker.depth("dead-letter/" + ENTITY)).isEqualTo(1);
    }

    @Test
    void a_reader_that_ends_early_ends_the_command_and_a_text_is_whole_in_any_locale() throws Exception {
        Files.writeString(folder.resolve("word"), "caf\u00e9");
        assertThat(shell("set -o pipefail; export LC_ALL=C; for i in $(seq 3000); do echo '{}'; done >many.jsonl;"
                        + " stagedoor validate --json many.jsonl 2>err | head -n 1 >first"))
                .isEqualTo(141);
        assertThat(text("err")).isEmpty();
        assertThat(text("first").lines()).hasSize(1);
        shell("export LC_ALL=C; stagedoor validate <word >out 2>&1");
        assertThat(text("out")).contains("caf\u00e9");
    }

    @Test
    void a_stopped_command_reports_what_it_did() throws Exception {
        String event = "{\"topic\":\"catalog\"}";
        assertThat(shell("(while echo '" + event + "'; do sleep 0.01; done) 2>/dev/null | (stagedoor " + SEND
                        + " - >out 2>err & until [ -s err ]; do sleep 0.1; done; kill -INT $(cat pid); wait $!)"))
                .isEqualTo(130);
        assertThat(text("out")).containsPattern("sent \\d+, not sent 0");
    }
}
