package io.stagedoor.broker.embedded.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.embedded.disk.DiskLevels.Level;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiskLevelsTest {

    private final DiskLevels levels = new DiskLevels(100);

    @Test
    void below_the_reserve_producers_get_no_credit_and_below_half_of_it_events_are_refused() {
        assertThat(levels.level(100)).isEqualTo(Level.ROOM);
        assertThat(levels.level(99)).isEqualTo(Level.NO_CREDIT);
        assertThat(levels.level(50)).isEqualTo(Level.NO_CREDIT);
        assertThat(levels.level(49)).isEqualTo(Level.NO_EVENTS);
    }

    @Test
    void to_return_to_a_level_takes_a_quarter_more_room() {
        levels.level(0);
        assertThat(levels.level(60)).isEqualTo(Level.NO_EVENTS);
        assertThat(levels.level(63)).isEqualTo(Level.NO_CREDIT);
        assertThat(levels.level(110)).isEqualTo(Level.NO_CREDIT);
        assertThat(levels.level(125)).isEqualTo(Level.ROOM);
        assertThat(levels.level(100)).isEqualTo(Level.ROOM);
    }

    @Test
    void a_disk_that_is_suddenly_full_goes_to_the_last_level_at_once() {
        assertThat(levels.level(1_000)).isEqualTo(Level.ROOM);
        assertThat(levels.level(0)).isEqualTo(Level.NO_EVENTS);
        assertThat(levels.level(1_000)).isEqualTo(Level.ROOM);
    }

    @Test
    void without_a_reserve_there_is_always_room() {
        assertThat(new DiskLevels(0).level(0)).isEqualTo(Level.ROOM);
    }

    @Test
    void the_reserve_of_a_small_disk_is_half_of_it() {
        DiskReserve reserve = new DiskReserve(512, Set.of());
        assertThat(reserve.of(10_000)).isEqualTo(512);
        assertThat(reserve.of(96)).isEqualTo(48);
    }
}
