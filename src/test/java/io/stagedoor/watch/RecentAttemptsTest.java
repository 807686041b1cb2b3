package io.stagedoor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecentAttemptsTest {

    private final SettableClock clock = new SettableClock();
    private final RecentAttempts attempts = new RecentAttempts(clock);

    @Test
    void the_rate_is_that_of_the_last_thirty_whole_seconds() {
        for (int i = 0; i < 60; i++) {
            attempts.ended(null, Duration.ofMillis(1));
        }
        assertThat(attempts.perSecond()).isZero();

        clock.advance(Duration.ofSeconds(1));
        assertThat(attempts.perSecond()).isEqualTo(2);

        clock.advance(Duration.ofSeconds(29));
        assertThat(attempts.perSecond()).isEqualTo(2);

        clock.advance(Duration.ofSeconds(1));
        assertThat(attempts.perSecond()).isZero();
    }
}
