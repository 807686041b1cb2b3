package io.stagedoor.bench;

import io.stagedoor.testing.JavaProcess;

/**
 * What is measured: a process that takes events from a queue to where they arrive.
 *
 * @param action of the events that are sent: tells Stagedoor's route where to
 */
record Contender(
        String name, JavaProcess process, BenchBroker broker, String queue, String action, Arrivals arrivals) {}
