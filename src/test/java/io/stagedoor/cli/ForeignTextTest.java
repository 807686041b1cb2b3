package io.stagedoor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.cli.deadletters.DeadLettersRig;
import io.stagedoor.deadletter.DeadLetter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Text of an event with control sequences that clear a terminal, change its title, answer for the user or reverse a
 * line.
 */
class ForeignTextTest extends DeadLettersRig {

    private static final String STEERING =
            "\u001b[2J\u001b]0;title\u0007\u009b31m\u009d0;x\u009c\u202eevil\u2066\u200f\u2028\r\u0008\u007f";

    private final ObjectMapper mapper = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void validate_writes_out_control_characters_in_events_and_file_names() throws Exception {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("topic", STEERING);
        event.put("eventPayload", Map.of("action", STEERING, STEERING, STEERING));
        event.put("metadata", Map.of("eventId", STEERING, "timestamp", STEERING + "\nvalid"));
        Path file = Files.write(folder.resolve("a\u001b[2J\n\u009bb.json"), mapper.writeValueAsBytes(event));

        Cli.Result text = new Cli().run("validate", file.toString());
        assertHarmless(text);
        assertThat(text.out()).contains("a [2J  b.json").doesNotContain("\nvalid");

        Cli.Result lines = new Cli().run("validate", "--json", file.toString());
        assertHarmless(lines);
        assertThat(mapper.readTree(lines.out()).path("source").textValue()).isEqualTo(file.toString());

        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"" + STEERING + "\": " + STEERING);
        assertHarmless(new Cli().run("validate", broken.toString()));
        assertHarmless(new Cli().run("validate", folder.resolve("none\u009b31m").toString()));
        assertHarmless(new Cli().run("validate", "--channel", STEERING, file.toString()));
    }

    @Test
    void dead_letters_are_shown_and_listed_with_nothing_that_steers() throws Exception {
        Map<String, Object> properties =
                new HashMap<>(DeadLetter.invalid(STEERING, "/" + STEERING, STEERING, "no", STEERING)
                        .at(Instant.now())
                        .properties());
        properties.put("stagedoor_error", STEERING);
        properties.put("stagedoor_event_id", STEERING);
        properties.put("stagedoor_odd" + STEERING, STEERING);
        properties.put(STEERING, STEERING);
        send(ENTITY, ("{\"" + STEERING + "\":\"" + STEERING + "\"}").getBytes(UTF_8), properties);

        assertHarmless(run("list"));
        assertHarmless(run("list", "--queue", STEERING));
        Cli.Result lines = run("list", "--json");
        assertHarmless(lines);
        JsonNode letter = mapper.readTree(lines.out());
        assertThat(letter.path("error").textValue()).isEqualTo(STEERING);
        Cli.Result shown = run("show", STEERING);
        assertHarmless(shown);
        assertThat(shown.out()).contains("Body, ");
        assertHarmless(run("show", "\u001b[2Jnone"));
        assertHarmless(run("redrive", "--dry-run"));
        assertHarmless(run("discard", STEERING, "--yes"));
    }

    private static void assertHarmless(Cli.Result result) {
        assertThat(result.out() + result.err())
                .isNotEmpty()
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n\\t]]");
    }
}
