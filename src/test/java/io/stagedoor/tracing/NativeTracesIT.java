package io.stagedoor.tracing;

import io.stagedoor.testing.NativeExecutable;
import org.junit.jupiter.api.Nested;

/** With the native executable as the program. */
@NativeExecutable
class NativeTracesIT {

    @Nested
    class Traced extends TracesIT {}

    @Nested
    class Limits extends TraceLimitsIT {}

    @Nested
    class Away extends TracesAwayIT {}
}
