package io.stagedoor.cli.attempts;

import io.stagedoor.cli.common.Durations;
import io.stagedoor.history.HistoryFilter;
import io.stagedoor.history.StatusPattern;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that filter attempts: {@code --destination}, {@code --outcome} and others. */
final class AttemptFilterOptions {

    @Option(names = "--destination", paramLabel = "NAME", description = "Only at this destination; repeatable.")
    private Set<String> destinations = Set.of();

    @Option(
            names = "--outcome",
            paramLabel = "WORD",
            description = "Only with this outcome: delivered, retried, held, or the reason of a dead letter: rejected,"
                    + " exhausted, undeliverable; repeatable.")
    private Set<String> outcomes = Set.of();

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only with this HTTP status, 503, or one of a class, 5xx; repeatable.")
    private Set<String> statuses = Set.of();

    @Option(names = "--event", paramLabel = "ID", description = "Only of the event with this id.")
    private Optional<String> event = Optional.empty();

    @Option(
            names = "--subject",
            paramLabel = "TEXT",
            description = "Only of events about this entity (component:default/petstore), task or location.")
    private Optional<String> subject = Optional.empty();

    @Option(names = "--channel", paramLabel = "ADDRESS", description = "Only of events that came through this channel.")
    private Optional<String> channel = Optional.empty();

    @Option(
            names = "--newer-than",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "Only those that began within this time: 10m, 2h, 7d.")
    private Optional<Duration> newerThan = Optional.empty();

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "Only those that began before: 10m, 2h, 7d ago.")
    private Optional<Duration> olderThan = Optional.empty();

    /** @throws ParameterException for a status that is none, and for times that nothing can match */
    HistoryFilter filter(CommandSpec command, Clock clock) {
        if (olderThan.isPresent() && newerThan.isPresent() && olderThan.get().compareTo(newerThan.get()) >= 0) {
            throw new ParameterException(
                    command.commandLine(),
                    "no attempt can match both --older-than and --newer-than: swap the two values?");
        }
        Instant now = clock.instant();
        return new HistoryFilter(
                destinations,
                outcomes,
                patterns(command),
                event.orElse(null),
                subject.orElse(null),
                channel.orElse(null),
                newerThan.map(now::minus).orElse(null),
                olderThan.map(now::minus).orElse(null));
    }

    private Set<StatusPattern> patterns(CommandSpec command) {
        Set<StatusPattern> patterns = new HashSet<>();
        for (String status : statuses) {
            try {
                patterns.add(new StatusPattern(status));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(command.commandLine(), "--status: " + e.getMessage());
            }
        }
        return patterns;
    }
}
