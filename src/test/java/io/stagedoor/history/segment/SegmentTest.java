package io.stagedoor.history.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.history.AttemptRecord;
import io.stagedoor.history.Attempts;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.history.RecordedEvent;
import io.stagedoor.history.StatusPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SegmentTest {

    private final Packing packing = new Packing();

    @Test
    void every_part_of_a_record_comes_back() throws IOException {
        AttemptRecord delivered = Attempts.delivered("cmdb", "e1", 0);
        AttemptRecord failed = Attempts.failed("cmdb", "e2", -20_000, null);
        AttemptRecord large = withoutBody(Attempts.failed("cmdb", "e3", 5, 503));

        List<AttemptRecord> read = read(segment(delivered, failed, large));

        assertThat(read)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(delivered, failed, large);
        assertThat(read).extracting(AttemptRecord::id).doesNotHaveDuplicates().allSatisfy(id -> {
            RecordId where = RecordId.parse(id);
            assertThat(where.destination()).isEqualTo("cmdb");
            assertThat(where.segment()).isEqualTo("w1-a");
            assertThat(where).hasToString(id);
        });
    }

    @Test
    void ids_sort_by_the_start() throws IOException {
        List<AttemptRecord> read = read(segment(
                Attempts.delivered("cmdb", "e1", 300),
                Attempts.delivered("cmdb", "e2", -100_000),
                Attempts.delivered("cmdb", "e3", 1)));

        assertThat(read.stream().sorted((a, b) -> a.id().compareTo(b.id())))
                .extracting(attempt -> attempt.event().id())
                .containsExactly("e2", "e3", "e1");
    }

    @Test
    void the_summary_says_what_the_segment_cannot_have() {
        SegmentSummary summary = segment(Attempts.delivered("cmdb", "e1", 0), Attempts.failed("cmdb", "e2", 500, 503))
                .summary();

        assertThat(summary.records()).isEqualTo(2);
        assertThat(summary.from()).isEqualTo(Attempts.NOW.toEpochMilli());
        assertThat(summary.to()).isEqualTo(Attempts.NOW.toEpochMilli() + 500);
        assertThat(summary.mayMatch(HistoryFilter.ALL)).isTrue();
        assertThat(summary.mayMatch(HistoryFilter.ofEvent("e2"))).isTrue();
        assertThat(summary.mayMatch(HistoryFilter.ofEvent("none"))).isFalse();
        assertThat(summary.mayMatch(HistoryFilter.ALL.at(Set.of("crm")))).isFalse();
        assertThat(summary.mayMatch(with("5xx", null))).isTrue();
        assertThat(summary.mayMatch(with("4xx", null))).isFalse();
        assertThat(summary.mayMatch(with("204", "Task-E1"))).isTrue();
        assertThat(summary.mayMatch(with("204", "e1"))).isFalse();
    }

    @Test
    void what_comes_too_fast_is_stored_uncompressed_and_comes_back() throws IOException {
        AtomicLong now = new AtomicLong();
        Packing packing = new Packing(now::get);
        byte[] plain = "delivered ".repeat(60_000).getBytes(StandardCharsets.UTF_8);

        byte[] first = packing.pack(plain);
        packing.pack(plain);
        byte[] third = packing.pack(plain);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        byte[] later = packing.pack(plain);

        assertThat(first).hasSizeLessThan(plain.length / 10);
        assertThat(third).hasSizeBetween(plain.length, plain.length + plain.length / 100);
        assertThat(later).isEqualTo(first);
        assertThat(Packing.unpack(first)).isEqualTo(plain);
        assertThat(Packing.unpack(third)).isEqualTo(plain);
    }

    @Test
    void the_index_keeps_the_summaries() throws IOException {
        SegmentSummary one = segment(Attempts.delivered("cmdb", "e1", 0)).summary();
        SegmentSummary other = segment(Attempts.failed("crm", "e2", 7_000, 500)).summary();

        List<SegmentSummary> read = Index.read(Index.write(List.of(one, other), packing));

        assertThat(read).usingRecursiveComparison().isEqualTo(List.of(one, other));
    }

    @Test
    void a_key_set_forgets_no_text_and_takes_few_others_for_its_own() {
        long[] hashes = new long[400];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = KeySet.hash(id(i));
        }
        KeySet set = new KeySet(KeySet.of(hashes, hashes.length).bytes());

        int others = 0;
        for (int i = 0; i < 10_000; i++) {
            if (i < hashes.length) {
                assertThat(set.mayContain(id(i))).isTrue();
            } else {
                others += set.mayContain(id(i)) ? 1 : 0;
            }
        }
        assertThat(others).isLessThan(300);
    }

    @Test
    void bytes_that_are_no_segment_are_an_io_exception_and_nothing_else() {
        byte[] body = segment(Attempts.delivered("cmdb", "e1", 0), Attempts.failed("cmdb", "e2", 1, 500))
                .body();
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = body.clone();
            broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                read(new Segment(null, broken));
            } catch (IOException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
        assertThatThrownBy(() -> read(new Segment(null, new byte[0]))).isInstanceOf(IOException.class);
    }

    private static String id(int number) {
        return UUID.nameUUIDFromBytes(new byte[] {(byte) number, (byte) (number >> 8)})
                .toString();
    }

    private static HistoryFilter with(String status, String subject) {
        return new HistoryFilter(
                Set.of(), Set.of(), Set.of(new StatusPattern(status)), null, subject, null, null, null);
    }

    private static AttemptRecord withoutBody(AttemptRecord attempt) {
        RecordedEvent event = attempt.event();
        return new AttemptRecord(
                null,
                attempt.start(),
                attempt.duration(),
                attempt.destination(),
                attempt.outcome(),
                attempt.status(),
                attempt.error(),
                attempt.attempt(),
                attempt.nextAttempt(),
                new RecordedEvent(event.id(), event.channel(), null, event.contentType(), event.received(), null),
                attempt.exchange());
    }

    private Segment segment(AttemptRecord... attempts) {
        SegmentBuilder builder = new SegmentBuilder(attempts[0].destination(), "w1-a", 0);
        List.of(attempts).forEach(builder::add);
        return builder.finish(packing);
    }

    private static List<AttemptRecord> read(Segment segment) throws IOException {
        return SegmentReader.read("cmdb", "w1-a", segment.body());
    }
}
