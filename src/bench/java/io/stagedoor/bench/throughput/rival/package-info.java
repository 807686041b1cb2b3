/**
 * What the program is compared with: Camel as its users write it, and loops by hand. Each is a process of its own.
 *
 * <p>Knows the contract and the event of the program; nothing of its stages, and nothing of the benchmark.
 */
package io.stagedoor.bench.throughput.rival;
