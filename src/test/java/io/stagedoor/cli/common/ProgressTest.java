package io.stagedoor.cli.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final StringWriter err = new StringWriter();
    private final AtomicLong time = new AtomicLong();

    private Progress progress(boolean terminal, long total) {
        return new Progress(new PrintWriter(err, true), terminal, total, time::get);
    }

    private void pass(double seconds) {
        time.addAndGet((long) (seconds * 1e9));
    }

    @Test
    void a_run_within_a_second_shows_no_progress() {
        Progress progress = progress(true, 10);
        pass(0.9);
        progress.at(10);
        progress.end();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void on_a_terminal_the_bar_is_updated() {
        Progress progress = progress(true, 4000);
        pass(2);
        progress.at(2000);
        progress.at(2001);
        progress.end();
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("\r[###############               ] 2,000 of 4,000  1,000 events/s\n");
    }

    @Test
    void in_a_log_it_is_a_line_every_five_seconds() {
        Progress progress = progress(false, 0);
        for (int second = 0; second < 12; second++) {
            pass(1);
            progress.at(second);
        }
        assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.endsWith("events/s"));
    }
}
