/**
 * The isolation benchmark: what bad destinations do to the throughput and latency of good ones.
 *
 * <pre>
 *  Load ─▶ broker ◀─▶ program ─┬─▶ good-1 … good-8                 each box a process
 *                              ├─▶ extra-1 … extra-4    healthy
 *                              └─▶ refuses, silent, slow, fails    bad
 * </pre>
 *
 * <p>The action of an event says which of them it goes to, so that one warm program serves all the compared conditions
 * in turn. {@code benchmarks/README.md} says what is measured.
 */
package io.stagedoor.bench;
