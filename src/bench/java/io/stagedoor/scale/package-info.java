/**
 * How far one broker and several replicas carry: numbered events, counted where they arrive. {@code benchmarks/replicas}
 * and {@code benchmarks/million} run it.
 */
package io.stagedoor.scale;
