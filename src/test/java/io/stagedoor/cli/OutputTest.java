package io.stagedoor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.cli.deadletters.DeadLettersRig;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands whose output cannot be written. */
class OutputTest extends DeadLettersRig {

    /** A disk that is full after a number of bytes. */
    private static OutputStream full(int bytes, String why) {
        return new OutputStream() {

            private int left = bytes;

            @Override
            public void write(int one) throws IOException {
                if (left-- <= 0) {
                    throw new IOException(why);
                }
            }
        };
    }

    private Cli full(String why) {
        return new Cli().stdout(full(0, why)).with("stagedoor.broker.url", broker.url());
    }

    @Test
    void every_command_whose_output_is_lost_has_failed_and_says_why() throws Exception {
        exhausted("cmdb", "id-1", Duration.ZERO);
        for (List<String> command : List.of(
                List.of("dead-letters", "list"),
                List.of("dead-letters", "list", "--json"),
                List.of("dead-letters", "show", "id-1"),
                List.of("dead-letters", "redrive", "--all", "--dry-run"),
                List.of("dead-letters", "discard", "--all", "--dry-run"),
                List.of("destinations"),
                List.of("channels"),
                List.of("channels", "--json"),
                List.of("validate", "examples/events"),
                List.of("validate", "--json", "examples/events"),
                List.of("send", "--channel", "catalogEntityChange", "examples/events"),
                List.of("--help"),
                List.of("send", "--help"),
                List.of("--version"))) {
            Cli.Result result = full("No space left on device").run(command.toArray(String[]::new));
            assertThat(result.exit()).as(command.toString()).isEqualTo(1);
            assertThat(result.err())
                    .as(command.toString())
                    .contains("stagedoor: cannot write the output: No space left on device")
                    .doesNotContain("a bug?", "\tat ");
        }
    }

    @Test
    void a_copy_that_was_not_written_whole_has_failed() throws Exception {
        for (int i = 0; i < 50; i++) {
            exhausted("cmdb", "id-" + i, Duration.ZERO);
        }
        Cli cli = new Cli().stdout(full(20_000, "Disk quota exceeded")).with("stagedoor.broker.url", broker.url());
        assertThat(cli.run("dead-letters", "list", "--json").exit()).isEqualTo(1);
    }

    @Test
    void nothing_is_discarded_when_the_question_cannot_be_printed() throws Exception {
        exhausted("cmdb", "id-1", Duration.ZERO);
        Cli cli = full("No space left on device").typing("yes\n");
        assertThat(cli.run("dead-letters", "discard", "--all").exit()).isEqualTo(1);
        broker.awaitDepth(CMDB, 1);
    }

    @Test
    void a_reader_that_closes_the_pipe_ends_the_command_silently() throws Exception {
        exhausted("cmdb", "id-1", Duration.ZERO);
        Cli.Result result = full("Broken pipe").run("dead-letters", "list");
        assertThat(result.exit()).isEqualTo(141);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void a_closed_output_is_reported() throws Exception {
        assertThat(full("Bad file descriptor").run("channels").err())
                .contains("standard output is closed: redirect it to a file or to /dev/null");
    }
}
