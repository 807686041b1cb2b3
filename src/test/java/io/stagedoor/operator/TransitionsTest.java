package io.stagedoor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Trouble OPEN = new Trouble(Kind.BREAKER, "cmdb", "it is open", null, "HTTP 503", null);

    private final Transitions transitions = new Transitions(INTERVAL, "/backstage");
    private Instant now = NOON;

    private static Trouble exhausted(long count) {
        return new Trouble(Kind.EXHAUSTED, "cmdb", "of the events", null, null, count);
    }

    private List<String> after(Duration time, Trouble... troubles) {
        return events(transitions, time, troubles).stream()
                .map(OperatorEvent::action)
                .toList();
    }

    /** What is to be sent now; the broker takes it. */
    private List<OperatorEvent> events(Transitions one, Duration time, Trouble... troubles) {
        now = now.plus(time);
        one.observe(List.of(troubles), now);
        List<OperatorEvent> unsent = one.unsent();
        unsent.forEach(one::sent);
        return unsent;
    }

    @Test
    void trouble_is_told_once_when_it_begins_and_once_when_it_ends() {
        assertThat(after(Duration.ZERO)).isEmpty();
        assertThat(after(Duration.ofSeconds(5), OPEN)).containsExactly("breaker-opened");
        assertThat(after(Duration.ofSeconds(5), OPEN)).isEmpty();
        assertThat(after(Duration.ofHours(5), OPEN)).isEmpty();
        assertThat(after(Duration.ofSeconds(5))).isEmpty();
        assertThat(after(Transitions.CALM)).containsExactly("breaker-closed");
        assertThat(after(Duration.ofHours(5))).isEmpty();
    }

    @Test
    void trouble_that_comes_and_goes_is_told_once_in_an_interval() {
        List<String> told = new ArrayList<>();
        for (int minute = 0; minute < 60; minute += 2) {
            told.addAll(after(Duration.ofMinutes(1), OPEN));
            told.addAll(after(Duration.ofMinutes(1)));
        }

        assertThat(told).filteredOn("breaker-opened"::equals).hasSizeLessThanOrEqualTo(7);
        assertThat(told).filteredOn("breaker-closed"::equals).hasSizeLessThanOrEqualTo(7);
    }

    @Test
    void trouble_that_is_away_for_a_moment_is_not_over() {
        after(Duration.ZERO, OPEN);
        assertThat(after(Duration.ofSeconds(30))).isEmpty();
        assertThat(after(Duration.ofSeconds(5), OPEN)).isEmpty();
        assertThat(after(Duration.ofSeconds(40))).isEmpty();
    }

    @Test
    void with_an_interval_below_a_minute_trouble_is_over_when_it_was_away_for_the_interval() {
        Duration brief = Duration.ofSeconds(20);
        Transitions impatient = new Transitions(brief, "/backstage");
        events(impatient, Duration.ZERO, OPEN);
        assertThat(events(impatient, brief.minusMillis(1))).isEmpty();
        assertThat(events(impatient, Duration.ofMillis(1)))
                .extracting(OperatorEvent::action)
                .containsExactly("breaker-closed");
    }

    @Test
    void trouble_that_begins_again_in_the_same_interval_is_told_in_the_next_one_if_it_lasts() {
        after(Duration.ZERO, OPEN);
        after(Duration.ofMinutes(2));
        assertThat(after(Duration.ofMinutes(1), OPEN)).isEmpty();
        assertThat(after(Duration.ofMinutes(7), OPEN)).containsExactly("breaker-opened");
    }

    @Test
    void each_subject_and_each_kind_is_told_for_itself() {
        Trouble other = new Trouble(Kind.BREAKER, "search", "it is open", null, null, null);
        Trouble paused = new Trouble(Kind.PAUSED, "cmdb", "it is paused", null, null, null);

        assertThat(after(Duration.ZERO, OPEN, other, paused))
                .containsExactlyInAnyOrder("breaker-opened", "breaker-opened", "destination-paused");
    }

    @Test
    void what_is_not_sent_waits_and_what_is_over_by_then_is_told_to_nobody() {
        transitions.observe(List.of(OPEN), NOON);
        assertThat(transitions.unsent()).hasSize(1);
        transitions.observe(List.of(OPEN), NOON.plusSeconds(3_600));
        assertThat(transitions.unsent()).extracting(OperatorEvent::action).containsExactly("breaker-opened");

        transitions.observe(List.of(), NOON.plusSeconds(7_200));
        assertThat(transitions.unsent()).isEmpty();
    }

    @Test
    void exhausted_events_are_counted_from_one_event_to_the_next() {
        List<OperatorEvent> first = events(transitions, Duration.ZERO, exhausted(3));
        assertThat(first).extracting(event -> event.trouble().count()).containsExactly(3L);
        assertThat(events(transitions, Duration.ofSeconds(5), exhausted(3))).isEmpty();
        assertThat(events(transitions, Duration.ofSeconds(5), exhausted(8))).isEmpty();
        assertThat(events(transitions, INTERVAL, exhausted(10)))
                .extracting(event -> event.trouble().count())
                .containsExactly(7L);
        assertThat(events(transitions, INTERVAL, exhausted(10))).isEmpty();
    }

    @Test
    void two_replicas_that_see_the_same_in_one_interval_send_the_same_id() {
        Transitions replica = new Transitions(INTERVAL, "/backstage");

        OperatorEvent one = events(transitions, Duration.ZERO, OPEN).get(0);
        OperatorEvent other = events(replica, Duration.ofSeconds(4), OPEN).get(0);

        assertThat(one.id()).isEqualTo(other.id()).isNotEqualTo(one.trouble().subject());
    }

    @Test
    void another_interval_and_another_installation_have_other_ids() {
        String first = events(transitions, Duration.ZERO, OPEN).get(0).id();
        String elsewhere = events(new Transitions(INTERVAL, "/staging"), Duration.ZERO, OPEN)
                .get(0)
                .id();
        after(Duration.ofMinutes(2));
        String later = events(transitions, INTERVAL, OPEN).get(0).id();

        assertThat(List.of(first, elsewhere, later)).doesNotHaveDuplicates();
    }
}
