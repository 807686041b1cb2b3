package io.stagedoor.loss;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.loss.account.Account;
import io.stagedoor.loss.account.Disturbance.Kind;
import io.stagedoor.loss.account.Evidence;
import io.stagedoor.loss.account.Sent;
import io.stagedoor.loss.account.Sent.State;
import io.stagedoor.loss.plan.LossOptions;
import io.stagedoor.loss.rig.Disturber;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run found.
 *
 * @param waiting messages that had not settled at the end, by queue
 * @param torn lines of archives
 */
record LossResult(
        LossOptions options,
        Sent sent,
        Disturber disturber,
        Evidence evidence,
        Account account,
        Map<String, Long> waiting,
        List<String> torn,
        Duration took) {

    /** Whether there were events, and every promise was kept. */
    boolean holds() {
        return sent.count(State.ACCEPTED) > 0
                && account.holds()
                && waiting.isEmpty()
                && torn.isEmpty()
                && disturber.endedByThemselves().isEmpty();
    }

    /** Whether as much was done as was asked for. */
    boolean complete() {
        return disturber.kills() >= options.kills && sent.count(State.NOT_SENT) == 0;
    }

    String table() {
        StringBuilder text = new StringBuilder();
        line(text, "seed", options.seed);
        line(text, "took", took.toSeconds() + " s");
        line(text, "sent", options.events - sent.count(State.NOT_SENT) + " of " + options.events);
        line(text, "accepted", sent.count(State.ACCEPTED));
        line(text, "in doubt", sent.count(State.IN_DOUBT) + ", of which the broker had " + account.doubtsThatArrived());
        line(text, "refused", sent.count(State.REFUSED));
        for (Kind kind : Kind.values()) {
            line(text, word(kind), count(kind));
        }
        evidence.answers().forEach((answer, count) -> line(text, "answered " + word(answer), count));
        text.append(String.format(
                "%n%-48s %8s %6s %8s %8s %9s %12s %10s %8s%n",
                "place", "expected", "lost", "waiting", "once", "repeated", "unexplained", "misplaced", "altered"));
        account.tallies()
                .forEach((place, tally) -> text.append(String.format(
                        "%-48s %8d %6d %8d %8d %9d %12d %10d %8d%n",
                        place,
                        tally.expected,
                        tally.lost,
                        tally.waiting,
                        tally.once,
                        tally.repeated,
                        tally.unexplained,
                        tally.misplaced,
                        tally.altered)));
        text.append('\n');
        line(text, "archive lines torn", torn.size());
        line(text, "not settled", waiting.isEmpty() ? "0" : waiting);
        line(text, "unknown ids", evidence.strangers());
        line(text, "ended by themselves", disturber.endedByThemselves());
        if (!complete()) {
            text.append("\nNOT ALL THAT WAS ASKED FOR: the time was over.\n");
        }
        text.append(holds() ? "\nNothing lost.\n" : "\nFAILED.\n");
        account.problems().forEach(problem -> text.append(problem).append('\n'));
        return text.toString();
    }

    ObjectNode json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("when", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        root.put("holds", holds());
        root.put("complete", complete());
        root.put("seed", options.seed);
        root.put("replicas", options.replicas);
        root.put("seconds", took.toSeconds());
        root.put("accepted", sent.count(State.ACCEPTED));
        root.put("inDoubt", sent.count(State.IN_DOUBT));
        root.put("inDoubtArrived", account.doubtsThatArrived());
        root.put("refused", sent.count(State.REFUSED));
        ObjectNode disturbed = root.putObject("disturbances");
        for (Kind kind : Kind.values()) {
            disturbed.put(word(kind), count(kind));
        }
        ObjectNode answers = root.putObject("answers");
        evidence.answers().forEach((answer, count) -> answers.put(word(answer), count));
        ObjectNode places = root.putObject("places");
        account.tallies().forEach((place, tally) -> places.putObject(place)
                .put("expected", tally.expected)
                .put("lost", tally.lost)
                .put("waiting", tally.waiting)
                .put("once", tally.once)
                .put("repeated", tally.repeated)
                .put("surplus", tally.surplus)
                .put("unexplained", tally.unexplained)
                .put("misplaced", tally.misplaced)
                .put("altered", tally.altered));
        root.put("archiveLinesTorn", torn.size());
        root.put("notSettled", waiting.size());
        root.put("endedByThemselves", disturber.endedByThemselves().size());
        return root;
    }

    private long count(Kind kind) {
        return disturber.done().stream().filter(one -> one.kind() == kind).count();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(String.format("%-28s %s%n", name, value));
    }
}
