package io.stagedoor.bench.isolation;

/**
 * One measurement under one condition, of the good destinations alone.
 *
 * @param p50 ms from sending to receipt, at the steady pace
 * @param p99 likewise
 * @param throughput deliveries a second, of a burst
 */
record Round(Condition condition, double p50, double p99, double throughput) {}
