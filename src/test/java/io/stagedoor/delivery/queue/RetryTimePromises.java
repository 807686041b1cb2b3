package io.stagedoor.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.BrokerSettings;
import io.stagedoor.delivery.attempt.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * When an event is tried again, whatever happens to its broker meanwhile. The destinations share a broker, and wait beside
 * each other.
 *
 * <pre>
 *  paged, several   try ──────────────────────────────────────▶ again
 *  the others                        try ────────────────────────────▶ again
 *  broker           ─────── restart ────────────── restart ──────────
 * </pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RetryTimePromises {

    private static final Duration DELAY = Duration.ofSeconds(14);
    private static final Duration MOST = mostOf(DELAY);
    private static final Duration PAGED_DELAY = Duration.ofSeconds(30);
    private static final int PAGED = 300;

    @TempDir
    static Path folder;

    private final List<OneOfSeveral> destinations = new ArrayList<>();
    private OneOfSeveral paged;
    private OneOfSeveral several;
    private OneOfSeveral once;
    private OneOfSeveral asked;
    private OneOfSeveral ordered;
    private OneOfSeveral bundled;

    /** When the broker was available again: before that, nothing can arrive. */
    private Instant back;

    abstract void startBroker() throws Exception;

    abstract void closeBroker() throws Exception;

    abstract BrokerSettings settings();

    @BeforeAll
    void restartTheBrokerWhileRetriesWait() throws Exception {
        startBroker();
        paged = manyThatFail();
        several = oneThatFails("several");
        restartBrokerAfter(Duration.ofSeconds(2));
        once = oneThatFails("once");
        ordered = threeOfAnEntityOfWhichTheFirstFails();
        bundled = twoOfABundleThatFailOneAfterTheOther();
        asked = oneThatIsToBeTriedLater();
        restartBrokerAfter(Duration.ofSeconds(3));
        asked.work(asked.options("50ms", 4, 0, "1s", null));
    }

    @AfterAll
    void stop() throws Exception {
        for (OneOfSeveral destination : destinations) {
            destination.close();
        }
        closeBroker();
    }

    @Test
    void a_retry_comes_when_it_is_due_though_the_broker_is_restarted_meanwhile() {
        assertInTime(once, "E1", DELAY, MOST);
    }

    @Test
    void several_restarts_put_a_retry_off_no_more_than_one() {
        assertInTime(several, "E1", DELAY, MOST);
    }

    @Test
    void what_a_destination_asked_for_is_kept_though_broker_and_program_are_restarted() {
        assertInTime(asked, "E1", DELAY, DELAY);
    }

    @Test
    void what_is_parked_behind_a_retry_comes_with_it() {
        await().until(() -> ordered.delivered.size() == 3);
        assertThat(ordered.delivered).containsExactly("A1", "A2", "A3");
        assertInTime(ordered, "A1", DELAY, MOST);
    }

    @Test
    void the_events_of_a_bundle_come_when_each_is_due() {
        assertInTime(bundled, "E1", DELAY, MOST);
        assertInTime(bundled, "F1", DELAY, MOST);
    }

    /** So many that the broker keeps them in files, and schedules each again when it reads it. */
    @Test
    void retries_that_the_broker_paged_to_the_disk_come_when_they_are_due() {
        await().until(() -> paged.delivered.size() == PAGED);
        for (String event : DestinationQueueRig.names("E", 1, PAGED)) {
            assertInTime(paged, event, PAGED_DELAY, mostOf(PAGED_DELAY));
        }
    }

    private OneOfSeveral manyThatFail() throws Exception {
        OneOfSeveral many = destination("paged");
        many.padding = 200_000;
        many.failing.add("");
        many.work(many.options("30s", 16, 0, "1s", null));
        many.send("E", PAGED);
        await().until(() -> many.began.size() == PAGED);
        try (var management = many.management()) {
            assertThat(management.paging(many.queue)).isTrue();
        }
        many.failing.clear();
        return many;
    }

    private OneOfSeveral oneThatFails(String destination) throws Exception {
        OneOfSeveral one = destination(destination);
        one.failing.add("E1");
        one.work(one.options("14s", 4, 0, "1s", null));
        one.send("E", 1);
        one.awaitAttempts("E1", 1);
        await().until(() -> one.state().scheduled() == 1);
        one.failing.clear();
        return one;
    }

    private OneOfSeveral threeOfAnEntityOfWhichTheFirstFails() throws Exception {
        OneOfSeveral three = destination("ordered");
        three.failing.add("A1");
        three.work(three.options("14s", 4, 0, "1s", "entity"));
        three.send("A", 3);
        await().until(() -> three.parked() == 2);
        three.failing.clear();
        return three;
    }

    private OneOfSeveral twoOfABundleThatFailOneAfterTheOther() throws Exception {
        OneOfSeveral bundle = destination("bundled");
        bundle.failing.addAll(List.of("E1", "F1"));
        bundle.slow.add("F1");
        bundle.work(bundle.options("14s", 4, 0, "1s", null));
        bundle.sendBundle(List.of("E1", "F1", "G1"));
        bundle.awaitAttempts("F1", 1);
        await().until(() -> bundle.state().scheduled() == 2);
        bundle.failing.clear();
        return bundle;
    }

    /** Its program is stopped. */
    private OneOfSeveral oneThatIsToBeTriedLater() throws Exception {
        OneOfSeveral one = destination("asked");
        one.failure = new Failure(Failure.Kind.RETRYABLE, 429, "HTTP 429", DELAY);
        one.failing.add("E1");
        DeliveryWorker first = one.work(one.options("50ms", 4, 0, "1s", null));
        one.send("E", 1);
        one.awaitAttempts("E1", 1);
        await().until(() -> one.state().scheduled() == 1);
        first.stop(Duration.ofSeconds(5));
        one.failing.clear();
        return one;
    }

    private OneOfSeveral destination(String name) {
        OneOfSeveral destination = new OneOfSeveral(name, settings());
        destinations.add(destination);
        return destination;
    }

    private void restartBrokerAfter(Duration time) throws Exception {
        Thread.sleep(time.toMillis());
        closeBroker();
        startBroker();
        back = Instant.now();
    }

    private void assertInTime(OneOfSeveral destination, String event, Duration least, Duration most) {
        destination.awaitAttempts(event, 2);
        destination.assertInTime(event, least, most, back);
    }

    /** A delay is drawn out by a fifth at most. */
    private static Duration mostOf(Duration delay) {
        return delay.multipliedBy(6).dividedBy(5);
    }
}
