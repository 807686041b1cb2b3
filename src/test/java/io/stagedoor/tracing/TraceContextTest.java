package io.stagedoor.tracing;

import static io.stagedoor.tracing.TraceContext.PARENT;
import static io.stagedoor.tracing.TraceContext.STATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which properties of a message are a trace context. */
class TraceContextTest {

    private static final String VALID = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void a_context_goes_through_unchanged() {
        Map<String, Object> properties = Map.of(PARENT, VALID, STATE, "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7");

        assertThat(through(properties)).isEqualTo(properties);
    }

    @Test
    void whether_it_is_sampled_goes_through_too() {
        String unsampled = VALID.replaceFirst("01$", "00");

        assertThat(through(Map.of(PARENT, unsampled))).isEqualTo(Map.of(PARENT, unsampled));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nx-evil: 1"
            })
    void a_malformed_context_is_none(String malformed) {
        assertThat(through(Map.of(PARENT, malformed, STATE, "congo=1"))).isEmpty();
    }

    @Test
    void a_value_that_is_no_text_is_none() {
        assertThat(through(Map.of(PARENT, 7))).isEmpty();
        assertThat(through(Map.of(PARENT, VALID, STATE, 7))).isEqualTo(Map.of(PARENT, VALID));
    }

    @Test
    void a_state_alone_is_none() {
        assertThat(through(Map.of(STATE, "congo=1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no pair", "congo=1\r\nx-evil: 1", "congo=\u00fc", "=1"})
    void a_malformed_state_is_left_out_and_the_context_stays(String malformed) {
        assertThat(through(Map.of(PARENT, VALID, STATE, malformed))).isEqualTo(Map.of(PARENT, VALID));
    }

    @Test
    void a_state_that_is_too_long_is_left_out() {
        String longest = "congo=" + "1".repeat(248) + ",rojo=" + "2".repeat(252);
        assertThat(longest).hasSize(512);

        assertThat(through(Map.of(PARENT, VALID, STATE, longest))).containsEntry(STATE, longest);
        assertThat(through(Map.of(PARENT, VALID, STATE, longest + "2"))).isEqualTo(Map.of(PARENT, VALID));
    }

    private static Map<String, String> through(Map<String, ?> properties) {
        return TraceContext.headers(TraceContext.of(properties::get));
    }
}
