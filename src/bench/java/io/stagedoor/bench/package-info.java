/**
 * The benchmarks, each in a room of its own: throughput beside others, isolation, the way in over HTTP, and the start.
 *
 * <pre>
 *  throughput, isolation, http ─▶ process    the broker, load and receivers around the program
 *  throughput, isolation, http, start ─▶ figures    what was measured, told
 *
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
 * <p>Each box is a process. The action of an event says which destinations it goes to, so that one warm program serves
 * all the compared conditions in turn. No benchmark knows another. {@code benchmarks/README.md} says what is measured.
 */
package io.stagedoor.bench;
