/**
 * How much the program takes and how long an event needs, beside what one would use instead.
 *
 * <pre>
 *  Throughput ─▶ Scenarios ─▶ Latency, Burst ─▶ Contender ─▶ arrival
 *                    │                              ▲
 *                    └─▶ ThroughputRig ─▶ rival ────┤
 *                              └────────▶ Programs ─┘
 * </pre>
 *
 * <p>Knows the processes and the figures, and no other benchmark.
 */
package io.stagedoor.bench.throughput;
