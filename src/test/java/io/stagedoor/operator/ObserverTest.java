package io.stagedoor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.watch.DestinationHealth;
import io.stagedoor.watch.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObserverTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String CHANNEL = "backstage/scaffolder/task";
    private static final OperatorSettings SETTINGS =
            new OperatorSettings(Duration.ofMinutes(5), 100, Duration.ofMinutes(10), "/backstage");

    private final Watch watch = new Watch(new SimpleMeterRegistry());
    private final Map<String, QueueState> queues = new HashMap<>();
    private final Map<String, String> stalled = new HashMap<>();
    private final DestinationHealth cmdb = watch.destination("cmdb");
    private final Observer observer = new Observer(
            watch,
            queue -> queues.getOrDefault(queue, QueueState.NONE),
            () -> stalled,
            SETTINGS,
            Set.of(CHANNEL, "stagedoor/operator"),
            Set.of("chat"));

    private List<Kind> kinds(Instant now) {
        return observer.troubles(now).stream().map(Trouble::kind).toList();
    }

    private void paused(boolean paused) {
        queues.put("deliver/cmdb", new QueueState(3, 0, 0, 1, paused));
    }

    private void deadLetters(String origin, long messages) {
        queues.put("dead-letter/" + origin, new QueueState(messages, 0, 0, 0, false));
    }

    @Test
    void a_destination_is_failing_after_the_time_that_is_set() {
        cmdb.failed("HTTP 503", NOON);

        assertThat(kinds(NOON.plusSeconds(299))).isEmpty();
        assertThat(observer.troubles(NOON.plusSeconds(300))).singleElement().satisfies(trouble -> {
            assertThat(trouble.kind()).isEqualTo(Kind.FAILING);
            assertThat(trouble.subject()).isEqualTo("cmdb");
            assertThat(trouble.since()).isEqualTo(NOON);
            assertThat(trouble.error()).isEqualTo("HTTP 503");
        });
        cmdb.answered();
        assertThat(kinds(NOON.plusSeconds(305))).isEmpty();
    }

    @Test
    void an_open_breaker_is_trouble() {
        cmdb.breaker(() -> Optional.of(new DestinationHealth.OpenBreaker(NOON, NOON.plusSeconds(60))));
        assertThat(kinds(NOON)).containsExactly(Kind.BREAKER);
    }

    @Test
    void a_410_that_pauses_is_trouble_until_somebody_resumes_it() {
        paused(false);
        assertThat(kinds(NOON)).isEmpty();
        cmdb.held(NOON.plusSeconds(3));
        assertThat(kinds(NOON.plusSeconds(4))).isEmpty();
        paused(true);
        assertThat(kinds(NOON.plusSeconds(5))).containsExactly(Kind.PAUSED);
        assertThat(kinds(NOON.plusSeconds(50_000))).containsExactly(Kind.PAUSED);
        paused(false);
        assertThat(kinds(NOON.plusSeconds(50_005))).isEmpty();
    }

    @Test
    void a_pause_by_a_person_is_none_also_after_an_earlier_410() {
        paused(false);
        cmdb.held(NOON);
        assertThat(kinds(NOON.plusSeconds(600))).isEmpty();
        paused(true);
        assertThat(kinds(NOON.plusSeconds(605))).isEmpty();
    }

    @Test
    void dead_letters_exceed_the_limit_until_they_are_clearly_fewer() {
        deadLetters("deliver/cmdb", 100);
        assertThat(kinds(NOON)).isEmpty();
        deadLetters("deliver/cmdb", 101);
        assertThat(kinds(NOON)).containsExactly(Kind.DEAD_LETTERS);
        deadLetters("deliver/cmdb", 90);
        assertThat(kinds(NOON)).containsExactly(Kind.DEAD_LETTERS);
        deadLetters("deliver/cmdb", 79);
        assertThat(kinds(NOON)).isEmpty();
    }

    @Test
    void the_dead_letters_of_a_channel_count_and_a_channel_that_stalls() {
        deadLetters(CHANNEL, 500);
        stalled.put(CHANNEL, "channel " + CHANNEL + ": events wait");

        assertThat(observer.troubles(NOON))
                .extracting(Trouble::subject)
                .containsExactlyInAnyOrder("dead-letter/" + CHANNEL, CHANNEL);
    }

    @Test
    void what_delivers_operator_events_causes_none() {
        DestinationHealth chat = watch.destination("chat");
        DestinationHealth learned = watch.destination("learned");
        learned.deliversOperatorEvents(true);
        for (DestinationHealth each : List.of(chat, learned)) {
            each.failed("HTTP 500", NOON);
            each.breaker(() -> Optional.of(new DestinationHealth.OpenBreaker(NOON, NOON.plusSeconds(60))));
            each.exhausted();
            deadLetters("deliver/" + each.destination(), 1_000);
        }
        deadLetters("stagedoor/operator", 1_000);
        stalled.put("stagedoor/operator", "channel stagedoor/operator: events wait");

        assertThat(kinds(NOON.plusSeconds(3_600))).isEmpty();
        cmdb.exhausted();
        assertThat(kinds(NOON.plusSeconds(3_600))).containsExactly(Kind.EXHAUSTED);
    }
}
