/**
 * Two benchmarks, each box a process: isolation, and throughput beside others.
 *
 * <pre>
 *  Load ─▶ broker ◀─▶ program ─┬─▶ good-1 … good-8
 *                              ├─▶ extra-1 … extra-4    healthy
 *                              └─▶ refuses, silent, slow, fails    bad
 *
 *                   ┌─▶ LimitLoop ─────┐
 *  Load ─▶ broker ◀─┼─▶ PlainCamel ────┼─▶ Receivers, a queue, or a file
 *                   └─▶ program ───────┘
 *  Load ─▶ program with its embedded broker ─▶ Receivers
 * </pre>
 *
 * <p>The action of an event says which destinations it goes to, so that one warm program serves all the compared
 * conditions in turn. {@code benchmarks/README.md} says what is measured.
 */
package io.stagedoor.bench;
