package io.stagedoor.cli.deadletters;

import io.stagedoor.cli.common.ContractOptions;
import io.stagedoor.cli.common.Durations;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.deadletter.redrive.DeadLetterFilter;
import io.stagedoor.operations.Invalid;
import io.stagedoor.operations.deadletters.DeadLetterCriteria;
import io.stagedoor.start.StartFailure;
import io.stagedoor.wire.QueueNames;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that filter dead letters: {@code --queue}, {@code --reason} and others. */
final class DeadLetterFilterOptions {

    @Option(
            names = "--queue",
            paramLabel = "QUEUE",
            description = "Only from this queue: dead-letter/deliver/cmdb, or deliver/cmdb for short.")
    private Optional<String> queue = Optional.empty();

    @Option(
            names = "--reason",
            paramLabel = "WORD",
            description = "Only with this reason: invalid, unrouted, rejected, exhausted, undeliverable, broker"
                    + " (the broker itself set it aside) or unreadable.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--destination", paramLabel = "NAME", description = "Only those for this destination.")
    private Optional<String> destination = Optional.empty();

    @Option(
            names = "--channel",
            paramLabel = "NAME|ADDRESS",
            description = "Only those that came through this channel.")
    private Optional<String> channel = Optional.empty();

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "Only those that have been dead letters for longer than this: 30m, 2h, 7d.")
    private Optional<Duration> olderThan = Optional.empty();

    @Option(
            names = "--newer-than",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "Only those that became dead letters within this time: 30m, 2h, 7d.")
    private Optional<Duration> newerThan = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "At most this many, the oldest of each queue first.")
    private Optional<Long> limit = Optional.empty();

    private final Clock clock;

    DeadLetterFilterOptions(Clock clock) {
        this.clock = clock;
    }

    /** Whether any filter is set; a limit alone is none. */
    boolean any() {
        return queue.isPresent()
                || reason.isPresent()
                || destination.isPresent()
                || channel.isPresent()
                || olderThan.isPresent()
                || newerThan.isPresent();
    }

    /**
     * @param queues the existing dead-letter queues
     * @param contract gives the channel's address
     * @throws ParameterException for a queue, a reason or a channel that does not exist; the message lists those that
     *     do
     */
    DeadLetterFilter filter(Collection<String> queues, ContractOptions contract, CommandSpec command, long usualLimit)
            throws ContractException, StartFailure {
        DeadLetterCriteria criteria = new DeadLetterCriteria(
                queue, reason, destination, channel(queues, contract, command), olderThan, newerThan);
        try {
            return criteria.filter(
                    queues, limit(command).orElse(usualLimit), clock.instant(), DeadLetterFilterOptions::option);
        } catch (Invalid e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }

    private static String option(String component) {
        return "--" + component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    // A channel that was removed from the contract may have left dead letters: its queue is enough.
    private Optional<String> channel(Collection<String> queues, ContractOptions contract, CommandSpec command)
            throws ContractException, StartFailure {
        if (channel.isEmpty() || queues.contains(QueueNames.deadLetter(channel.get()))) {
            return channel;
        }
        Contract read = contract.read();
        return Optional.of(
                ContractOptions.withAddress(read, channel.get(), command).address());
    }

    private Optional<Long> limit(CommandSpec command) {
        if (limit.isPresent() && limit.get() < 0) {
            throw new ParameterException(command.commandLine(), "--limit must be 0 (no limit) or more");
        }
        return limit;
    }
}
