package io.stagedoor.loss.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.loss.account.Disturbance.Kind;
import io.stagedoor.loss.plan.EventPlan;
import io.stagedoor.loss.plan.PlannedEvent;
import io.stagedoor.testing.Amqp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account finds what is wrong; events 0 to 11 of this seed are good ones. */
class AccountTest {

    private static final int EVENTS = 12;

    private final EventPlan plan = new EventPlan(7, EVENTS);
    private final Sent sent = new Sent(EVENTS);
    private final Evidence evidence = new Evidence(plan);

    @BeforeEach
    void everything_arrives_once_but_event_0_at_the_archive() {
        for (int number = 0; number < EVENTS; number++) {
            assertThat(plan.kind(number)).isEqualTo(EventPlan.Kind.GOOD);
            PlannedEvent event = plan.event(number);
            sent.accepted(number);
            for (String destination : event.deliveries()) {
                if (number != 0 || !destination.equals(EventPlan.ARCHIVE)) {
                    arrives(destination, number, 1, 1_000);
                }
            }
            if (event.handedOff()) {
                evidence.readHeld(List.of(message(event)));
            }
        }
    }

    @Test
    void an_account_of_events_that_all_arrived_holds() {
        arrives(EventPlan.ARCHIVE, 0, 1, 1_000);
        assertThat(account().holds()).isTrue();
    }

    @Test
    void an_accepted_event_that_a_destination_has_not_is_lost() {
        assertThat(account().holds()).isFalse();
        assertThat(account().tallies().get(EventPlan.ARCHIVE).lost).isEqualTo(1);
        assertThat(account().problems().get(0)).contains("LOST for archive", plan.id(0));
    }

    @Test
    void an_event_in_doubt_that_only_one_destination_has_not_is_lost_too() {
        sent.inDoubt(0);
        assertThat(account().tallies().get(EventPlan.ARCHIVE).lost).isEqualTo(1);
    }

    @Test
    void an_event_that_waits_is_not_lost() {
        evidence.readWaiting("deliver/archive", List.of(message(plan.event(0))));
        assertThat(account().tallies().get(EventPlan.ARCHIVE).waiting).isEqualTo(1);
        assertThat(account().tallies().get(EventPlan.ARCHIVE).lost).isZero();
    }

    @Test
    void a_repeat_is_explained_by_the_death_of_the_replica_that_delivered_it_and_by_no_other() {
        arrives(EventPlan.ARCHIVE, 0, 1, 1_000);
        arrives(EventPlan.ARCHIVE, 0, 2, 9_000);
        assertThat(account().tallies().get(EventPlan.ARCHIVE).unexplained).isEqualTo(1);
        assertThat(account(new Disturbance(5_000, Kind.KILL_PROGRAM, 3, null)).holds())
                .isFalse();
        assertThat(account(new Disturbance(9_500, Kind.KILL_PROGRAM, 1, null)).holds())
                .isFalse();
        assertThat(account(new Disturbance(5_000, Kind.CUT_RECEIVER, 1, "cmdb")).holds())
                .isFalse();
        assertThat(account(new Disturbance(5_000, Kind.KILL_PROGRAM, 1, null)).holds())
                .isTrue();
        assertThat(account(new Disturbance(5_000, Kind.KILL_BROKER, Disturbance.ALL, null))
                        .holds())
                .isTrue();
    }

    @Test
    void what_was_handed_off_twice_or_died_without_need_fails() {
        arrives(EventPlan.ARCHIVE, 0, 1, 1_000);
        evidence.readHeld(List.of(message(plan.event(1))));
        evidence.readDeadLetters("dead-letter/deliver/cmdb", List.of(message(plan.event(0))));
        assertThat(account().tallies().get(EventPlan.HELD).unexplained).isEqualTo(1);
        assertThat(account().tallies().get("dead-letter/deliver/cmdb (rejected)").misplaced)
                .isEqualTo(1);
    }

    private Account account(Disturbance... disturbances) {
        return new Account(plan, sent, evidence, List.of(disturbances));
    }

    private void arrives(String destination, int number, int replica, long at) {
        evidence.add(destination, number, new Got(replica, at, false, true, "at " + at));
    }

    private static Amqp.Taken message(PlannedEvent event) {
        return new Amqp.Taken(event.body(), Map.of("stagedoor_event_id", event.id(), "stagedoor_reason", "rejected"));
    }
}
