package io.stagedoor.routing.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefetchTest {

    private static final long MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({"8192, 100", "512, 32", "256, 16", "64, 4", "8, 2"})
    void prefetched_messages_fit_into_a_quarter_of_the_heap(long heap, int messages) {
        assertThat(Prefetch.of(50, 16, 262_144, heap * MIB)).isEqualTo(messages);
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "5, 10", "50, 100"})
    void with_enough_memory_it_is_two_batches_and_at_least_ten_messages(int batch, int messages) {
        assertThat(Prefetch.of(batch, 16, 262_144, 64 * 1024 * MIB)).isEqualTo(messages);
    }

    @Test
    void a_contract_without_a_channel_that_can_be_served_does_not_fail() {
        assertThat(Prefetch.of(50, 0, 262_144, 512 * MIB)).isEqualTo(100);
    }
}
