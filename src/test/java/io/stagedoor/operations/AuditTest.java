package io.stagedoor.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTest {

    @Test
    void a_line_says_who_did_what_on_what_with_which_outcome() {
        assertThat(Audit.line("redrive", new Actor("ci", "operator"), "all", "done", Map.of("done", 3)))
                .isEqualTo("action=redrive who=\"ci\" role=operator on=\"all\" outcome=done done=3");
    }

    @Test
    void foreign_text_cannot_end_a_field_or_the_line() {
        String line = Audit.line(
                "send-again", new Actor("x\" role=operator", "viewer"), "id\n\u001b[31m\\\"", "failed", Map.of());
        assertThat(line)
                .doesNotContain("\n", "\u001b")
                .isEqualTo(
                        "action=send-again who=\"x\\\" role=operator\" role=viewer on=\"id  [31m\\\\\\\"\" outcome=failed");
    }
}
