package io.stagedoor.api.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.stagedoor.operations.jobs.Job;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@RegisterForReflection
@Schema(
        name = "Job",
        description = "Something that one replica does in the background; it forgets it an hour after its end")
public record JobModel(
        String id,

        @Schema(description = "redrive, revalidate or discard")
        String action,

        @Schema(description = "What it is done with") String on,
        @Schema(description = "Whether it only counts") boolean dryRun,
        @Schema(description = "Who ordered it") String by,

        @Schema(enumeration = {"waiting", "running", "cancelling", "done", "failed", "cancelled"})
        String state,

        Instant created,

        @Schema(description = "Null while it waits or runs", nullable = true)
        Instant ended,

        @Schema(description = "How many dead letters its queues had at the start; perhaps an estimate")
        long total,

        @Schema(description = "How many it has looked at") long looked,
        @Schema(description = "How many it has done") long done,

        @Schema(description = "How many it has left in place")
        long kept,

        @Schema(description = "How many it has done, by where they went")
        Map<String, Long> doneBy,

        @Schema(description = "How many it has left in place, by the reason")
        Map<String, Long> keptBy,

        @Schema(description = "How many others, by the reason")
        Map<String, Long> others,

        @Schema(description = "Why it failed; null if it did not", nullable = true)
        String error) {

    public static JobModel of(Job job) {
        Job.Progress progress = job.progress();
        return new JobModel(
                job.id(),
                job.order().action(),
                job.order().on(),
                job.order().dryRun(),
                job.order().by().name(),
                job.state().word(),
                job.created(),
                job.ended(),
                progress.total(),
                progress.looked(),
                progress.doneInAll(),
                progress.keptInAll(),
                progress.done(),
                progress.kept(),
                progress.others(),
                job.error());
    }
}
