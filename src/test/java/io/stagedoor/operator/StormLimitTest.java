package io.stagedoor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.operator.StormLimit.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StormLimitTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final StormLimit limit = new StormLimit(INTERVAL);

    private static List<OperatorEvent> failing(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Trouble(Kind.FAILING, "d" + i, "d" + i + " fails", null, null, null))
                .map(trouble -> OperatorEvent.begins(trouble, "/backstage", NOON, 1))
                .toList();
    }

    private static List<Integer> sizes(List<Told> all) {
        return all.stream().map(told -> told.tells().size()).toList();
    }

    private List<Integer> send(List<OperatorEvent> events, Instant now) {
        List<Told> all = limit.now(events, now);
        all.forEach(told -> limit.sent(told, now));
        return sizes(all);
    }

    @Test
    void a_few_have_an_event_each() {
        assertThat(send(failing(0, 10), NOON)).hasSize(10).containsOnly(1);
    }

    @Test
    void of_many_the_first_ten_have_and_all_others_share_one() {
        assertThat(send(failing(0, 300), NOON)).hasSize(11).endsWith(290);
    }

    @Test
    void what_follows_waits_for_half_a_minute_and_shares_one_too() {
        send(failing(0, 300), NOON);

        assertThat(send(failing(300, 340), NOON.plusSeconds(29))).isEmpty();
        assertThat(send(failing(300, 350), NOON.plusSeconds(30))).containsExactly(50);
    }

    @Test
    void one_action_leaves_the_others_their_own() {
        send(failing(0, 300), NOON);
        Trouble other = new Trouble(Kind.PAUSED, "d1", "d1 is paused", null, null, null);

        assertThat(send(List.of(OperatorEvent.begins(other, "/backstage", NOON, 1)), NOON))
                .containsExactly(1);
    }

    @Test
    void what_could_not_be_sent_is_the_same_at_the_next_look() {
        List<OperatorEvent> events = failing(0, 300);

        assertThat(limit.now(events, NOON.plusSeconds(5)))
                .extracting(told -> told.event().id())
                .isEqualTo(limit.now(events, NOON).stream()
                        .map(told -> told.event().id())
                        .toList());
    }

    @Test
    void a_new_interval_has_room_again() {
        send(failing(0, 300), NOON);

        assertThat(send(failing(300, 303), NOON.plus(INTERVAL))).containsExactly(1, 1, 1);
    }
}
