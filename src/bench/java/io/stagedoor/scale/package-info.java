/**
 * How far one broker and several replicas carry: numbered events, counted where they arrive. {@code benchmarks/replicas}
 * and {@code benchmarks/million} run it.
 *
 * <p>Knows neither the benchmarks nor the loss checker.
 */
package io.stagedoor.scale;
