package io.stagedoor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagedoorCommandTest {

    @Test
    void help_teaches_by_examples() {
        Cli.Result result = new Cli().run("--help");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("stagedoor send examples/events/").contains("Exit status");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send",
                "validate",
                "channels",
                "receive",
                "dead-letters",
                "dead-letters list",
                "dead-letters show",
                "dead-letters redrive",
                "dead-letters discard",
                "destinations",
                "destinations pause",
                "destinations resume",
                "destinations attempts",
                "attempts",
                "attempts show"
            })
    void every_tool_has_help_with_examples(String command) {
        assertThat(new Cli().run((command + " --help").split(" ")).out())
                .containsPattern("Examples?:")
                .contains("stagedoor " + command);
    }

    @Test
    void the_version_says_the_product() {
        assertThat(new Cli()
                        .with("quarkus.application.version", "1.2.3")
                        .run("--version")
                        .out())
                .startsWith("stagedoor 1.2.3 (Java ");
    }

    @Test
    void a_typing_error_is_one_line_with_a_suggestion_and_status_2() {
        Cli.Result result = new Cli().run("snd");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).startsWith("stagedoor: ").contains("send").doesNotContain("Exception");
    }

    @Test
    void a_password_is_not_taken_from_the_arguments() {
        assertThat(new Cli().run("channels", "--password=s3cret").exit()).isEqualTo(2);
    }

    @Test
    void a_bad_url_is_wrong_usage_that_names_the_option() {
        Cli.Result result = new Cli().run("channels", "--url", "tcp://localhost:61616");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("--url: the scheme is amqp");
    }

    @Test
    void an_invalid_port_is_wrong_usage() {
        for (String port : List.of("-1", "65536", "many")) {
            Cli.Result result = new Cli().run("receive", "--port", port);
            assertThat(result.exit()).as(port).isEqualTo(2);
            assertThat(result.err()).contains("--port").doesNotContain("a bug?");
        }
    }
}
