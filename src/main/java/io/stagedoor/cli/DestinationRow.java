package io.stagedoor.cli;

import java.util.Optional;

/**
 * A line of {@code stagedoor destinations}.
 *
 * @param waiting events that could be tried now; of more than 20,000 messages, or what is on the broker's disk, the
 *     number of the messages, each of which may hold several
 * @param inFlight events that a program has: they are being tried, or others of the same message are
 * @param scheduled events that were tried and wait for their next attempt
 * @param parked events that wait for an earlier one of the same kind, where the destination is ordered
 */
record DestinationRow(
        String name,
        long waiting,
        long inFlight,
        long scheduled,
        Optional<Long> parked,
        long deadLetters,
        boolean paused,
        int consumers) {}
