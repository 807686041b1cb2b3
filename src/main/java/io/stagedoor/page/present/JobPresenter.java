package io.stagedoor.page.present;

import io.stagedoor.operations.jobs.JobState;
import io.stagedoor.page.view.Fact;
import io.stagedoor.page.view.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows how far a job is. */
public final class JobPresenter {

    private JobPresenter() {}

    public static Job of(io.stagedoor.operations.jobs.Job job, Instant now) {
        io.stagedoor.operations.jobs.Job.Progress progress = job.progress();
        boolean runs = !job.state().ended();
        long total = Math.max(1, Math.max(progress.total(), progress.looked()));
        List<Fact> kept = counts(progress.kept());
        kept.addAll(counts(progress.others()));
        return new Job(
                Paths.job(job.id()),
                title(job),
                Words.foreign(job.order().on()) + ", begun " + Words.ago(job.created(), now) + " by "
                        + Words.foreign(job.order().by().name()),
                runs,
                level(job),
                state(job) + (job.error() == null ? "" : ": " + Words.foreign(job.error())),
                runs ? progress.looked() : total,
                total,
                Words.count(progress.looked()) + " of about " + Words.count(progress.total())
                        + " dead letters looked at",
                counts(progress.done()),
                kept);
    }

    private static String title(io.stagedoor.operations.jobs.Job job) {
        String action = job.order().action();
        String word = Character.toUpperCase(action.charAt(0)) + action.substring(1) + " dead letters";
        return job.order().dryRun() ? word + ": count first" : word;
    }

    static String state(io.stagedoor.operations.jobs.Job job) {
        return switch (job.state()) {
            case WAITING -> "Waits for other jobs";
            case RUNNING -> job.order().dryRun() ? "Counts" : "Runs";
            case CANCELLING -> "Ends at its next step";
            case DONE -> "Done";
            case FAILED -> "Failed";
            case CANCELLED -> "Cancelled; what was done stays done";
        };
    }

    private static String level(io.stagedoor.operations.jobs.Job job) {
        if (job.state() == JobState.FAILED) {
            return "bad";
        }
        return job.state() == JobState.CANCELLED || job.state() == JobState.CANCELLING ? "warn" : "good";
    }

    static List<Fact> counts(Map<String, Long> counts) {
        List<Fact> facts = new ArrayList<>();
        counts.forEach((what, count) -> facts.add(new Fact(Words.count(count), Words.foreign(what))));
        return facts;
    }
}
