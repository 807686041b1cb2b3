package io.stagedoor.ingress;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Takes over the sender's trace, if it is one: W3C Trace Context 1, 3.2 and 3.3. */
final class TraceContext {

    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";

    /** Trace-id, parent-id, flags. */
    private static final String IDS = "(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}";

    /** A later version than 00 may have more behind them. */
    private static final Pattern PARENT_FORM =
            Pattern.compile("00-" + IDS + "|(?!00|ff)[0-9a-f]{2}-" + IDS + "(-[\\x21-\\x7e]{0,100})?");

    private static final Pattern STATE_FORM = Pattern.compile("[\\x20-\\x7e\\t]{1,512}");

    private TraceContext() {}

    /**
     * The application properties of the message: none where the headers are not as the standard has them.
     *
     * @param header the value of a header, or null
     */
    static Map<String, String> of(Function<String, String> header) {
        String parent = header.apply(PARENT);
        if (parent == null || !PARENT_FORM.matcher(parent).matches()) {
            return Map.of();
        }
        String state = header.apply(STATE);
        return state == null || !STATE_FORM.matcher(state).matches()
                ? Map.of(PARENT, parent)
                : Map.of(PARENT, parent, STATE, state);
    }
}
