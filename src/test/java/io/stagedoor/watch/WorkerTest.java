package io.stagedoor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Worker worker = new Worker("destination cmdb");

    @Test
    void a_worker_that_waits_for_events_is_not_stuck_however_long_it_waits() {
        worker.begins();
        worker.rests();
        assertThat(worker.stuck(Duration.ZERO)).isEmpty();
    }

    @Test
    void a_step_that_takes_longer_than_patience_is_stuck_and_says_whose() {
        worker.begins();
        assertThat(worker.stuck(LONG)).isEmpty();
        assertThat(worker.stuck(Duration.ofNanos(-1)))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("destination cmdb: its thread 'main'"));
    }

    @Test
    void a_thread_that_died_in_its_step_is_stuck_at_once() throws InterruptedException {
        Thread thread = new Thread(worker::begins, "delivery cmdb");
        thread.start();
        thread.join();
        assertThat(worker.stuck(LONG)).hasValue("destination cmdb: its thread 'delivery cmdb' has died");
    }

    @Test
    void one_stuck_thread_is_seen_although_another_makes_progress() throws InterruptedException {
        Thread dead = new Thread(worker::begins);
        dead.start();
        dead.join();
        worker.begins();
        worker.rests();
        assertThat(worker.stuck(LONG)).isPresent();
    }

    @Test
    void a_worker_that_rolls_back_repeatedly_is_failing_until_it_processes_an_event() {
        worker.fails("JMSException");
        assertThat(worker.failing(Duration.ofMinutes(1))).isEmpty();
        assertThat(worker.failing(Duration.ZERO))
                .hasValueSatisfying(why -> assertThat(why).contains("cmdb").contains("JMSException"));
        worker.progresses();
        assertThat(worker.failing(Duration.ZERO)).isEmpty();
    }
}
