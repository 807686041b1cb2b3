package io.stagedoor.management;

import java.time.Duration;

/**
 * How long a step of a worker may take before it counts as stuck.
 *
 * @param lasts the time
 */
public record Patience(Duration lasts) {}
