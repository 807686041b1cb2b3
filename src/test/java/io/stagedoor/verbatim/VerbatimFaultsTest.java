package io.stagedoor.verbatim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.routing.routes.RouteLoader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Options that are wrong are named with their file and line, and no secret is shown. */
class VerbatimFaultsTest extends VerbatimOptionsRig {

    @Test
    void a_key_that_nobody_set_is_named_with_its_file_and_line() {
        assertThatThrownBy(() -> load(KEYED))
                .satisfies(failure -> assertThat(new RouteLoader(camel).locate((Exception) failure))
                        .hasMessageStartingWith("routes/cmdb.yaml:6: ")
                        .hasMessageContaining("its.url")
                        .hasMessageNotContaining("verbatim"));
    }

    @Test
    void a_secret_that_was_written_out_is_not_shown() {
        keys.put("its.url", base() + "/");
        assertThatThrownBy(() -> load(KEYED + "              bearer: hunter2\n"))
                .satisfies(failure -> {
                    StringWriter all = new StringWriter();
                    failure.printStackTrace(new PrintWriter(all));
                    assertThat(all.toString())
                            .contains("bearer")
                            .doesNotContain("hunter2")
                            .doesNotContain(
                                    Base64.getUrlEncoder().withoutPadding().encodeToString("hunter2".getBytes()));
                });
    }
}
