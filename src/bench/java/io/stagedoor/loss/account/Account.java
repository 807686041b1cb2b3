package io.stagedoor.loss.account;

import io.stagedoor.loss.account.Evidence.Dead;
import io.stagedoor.loss.account.Sent.State;
import io.stagedoor.loss.plan.EventPlan;
import io.stagedoor.loss.plan.PlannedEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of every single event, compared with what should have.
 *
 * <ul>
 *   <li>An accepted event has arrived at each of its places; one in doubt at each or at none.
 *   <li>A webhook or archive has it at least once, and a repeat is explained: something that the acknowledgement
 *       needed was killed or cut before it came again.
 *   <li>A dead-letter queue, and the queue of the hand-off, has it exactly once: a transaction put it there.
 *   <li>No other place has it, and each has the body that was sent.
 * </ul>
 */
public final class Account {

    private static final int MOST_TOLD = 50;
    private static final String OF_DELIVERY = "dead-letter/deliver/";

    private final EventPlan plan;
    private final Sent sent;
    private final Evidence evidence;
    private final List<Disturbance> disturbances;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int doubtsThatArrived;

    public Account(EventPlan plan, Sent sent, Evidence evidence, List<Disturbance> disturbances) {
        this.plan = plan;
        this.sent = sent;
        this.evidence = evidence;
        this.disturbances = disturbances;
        for (int number = 0; number < plan.events(); number++) {
            judge(plan.event(number));
        }
    }

    /** By place: destinations, the queue of the hand-off, and dead letters as {@code queue (reason)}. */
    public Map<String, Tally> tallies() {
        return tallies;
    }

    /** What is wrong, each with all that is known of the event; the first ones only. */
    public List<String> problems() {
        return problems;
    }

    public int doubtsThatArrived() {
        return doubtsThatArrived;
    }

    public boolean holds() {
        return tallies.values().stream().noneMatch(Tally::bad)
                && evidence.strangers().isEmpty();
    }

    private void judge(PlannedEvent event) {
        State state = sent.state(event.number());
        boolean found = evidence.found(event.number());
        if (state == State.IN_DOUBT && found) {
            doubtsThatArrived++;
        }
        if (evidence.waits(event.channel(), event.number())) {
            tally(event.channel()).waiting++;
            return;
        }
        // What was refused or never sent must be nowhere.
        boolean due = state == State.ACCEPTED || state == State.IN_DOUBT && found;
        for (String destination : evidence.destinations()) {
            delivered(event, due, destination);
        }
        heldBy(event, due);
        for (String queue : evidence.deadLetterQueues()) {
            dead(event, due, queue);
        }
        event.deadLetters().forEach((queue, reason) -> {
            if (!evidence.deadLetterQueues().contains(queue)) {
                exactly(event, due, queue + " (" + reason + ")", 0);
            }
        });
    }

    private void delivered(PlannedEvent event, boolean due, String destination) {
        Tally tally = tally(destination);
        List<Got> got = evidence.deliveries(destination, event.number());
        if (got.stream().anyMatch(one -> !one.whole())) {
            tally.altered++;
            tell("ALTERED at " + destination, event);
        }
        if (!due || !event.deliveries().contains(destination)) {
            misplaced(event, tally, destination, got.size());
            return;
        }
        tally.expected++;
        // What was answered too late is no delivery for the program, and has to come again.
        long inTime = got.stream().filter(one -> !one.mustRepeat()).count();
        if (inTime == 0 && evidence.waits("deliver/" + destination, event.number())) {
            tally.waiting++;
        } else if (inTime == 0) {
            tally.lost++;
            tell("LOST for " + destination, event);
        } else if (got.size() == 1) {
            tally.once++;
        } else {
            tally.repeated++;
            tally.surplus += got.size() - 1;
            if (!repeatsExplained(destination, got)) {
                tally.unexplained++;
                tell("REPEATED at " + destination + ", UNEXPLAINED", event);
            }
        }
    }

    /** Each delivery that another one followed needs a reason why it was not the last. */
    private boolean repeatsExplained(String destination, List<Got> got) {
        List<Got> inOrder =
                got.stream().sorted(Comparator.comparingLong(Got::at)).toList();
        for (int i = 1; i < inOrder.size(); i++) {
            if (!inOrder.get(i - 1).explains(inOrder.get(i), destination, disturbances)) {
                return false;
            }
        }
        return true;
    }

    private void heldBy(PlannedEvent event, boolean due) {
        exactly(event, due && event.handedOff(), EventPlan.HELD, evidence.handedOff(event.number()));
    }

    private void dead(PlannedEvent event, boolean due, String queue) {
        List<Dead> dead = evidence.deadLetters(queue, event.number());
        String planned = event.deadLetters().get(queue);
        long right = dead.stream().filter(one -> one.reason().equals(planned)).count();
        if (planned != null) {
            exactly(event, due, queue + " (" + planned + ")", (int) right);
        }
        dead.stream().filter(one -> !one.reason().equals(planned)).forEach(one -> {
            String place = queue + " (" + one.reason() + ")";
            misplaced(event, tally(place), place, 1);
        });
        if (dead.stream().anyMatch(one -> !one.whole())) {
            tally(queue + " (" + dead.get(0).reason() + ")").altered++;
            tell("ALTERED in " + queue, event);
        }
    }

    /** A place that has each event that is due exactly once, and no other. */
    private void exactly(PlannedEvent event, boolean due, String place, int times) {
        Tally tally = tally(place);
        if (!due) {
            misplaced(event, tally, place, times);
            return;
        }
        tally.expected++;
        if (times == 0 && place.startsWith(OF_DELIVERY) && waits(event, place)) {
            tally.waiting++;
        } else if (times == 0) {
            tally.lost++;
            tell("LOST for " + place, event);
        } else if (times == 1) {
            tally.once++;
        } else {
            tally.repeated++;
            tally.unexplained++;
            tell("MORE THAN ONCE in " + place, event);
        }
    }

    private boolean waits(PlannedEvent event, String place) {
        return evidence.waits(place.substring("dead-letter/".length(), place.indexOf(' ')), event.number());
    }

    private void misplaced(PlannedEvent event, Tally tally, String place, int times) {
        if (times > 0) {
            tally.misplaced++;
            tell("MISPLACED at " + place, event);
        }
    }

    private Tally tally(String place) {
        return tallies.computeIfAbsent(place, absent -> new Tally());
    }

    private void tell(String what, PlannedEvent event) {
        if (problems.size() < MOST_TOLD) {
            problems.add(what + ": event " + event.number() + ", " + event.id() + ", " + event.channel() + ", "
                    + plan.kind(event.number()) + ", " + sent.state(event.number()) + "\n    "
                    + String.join("\n    ", evidence.trace(event.number())));
        }
    }
}
