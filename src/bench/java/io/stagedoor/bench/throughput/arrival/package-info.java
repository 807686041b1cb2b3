/**
 * Where events arrive (at a receiver, in a queue, in a file), and how many there are and since when, seen from outside.
 *
 * <p>Knows no contender, and not what sent the events.
 */
package io.stagedoor.bench.throughput.arrival;
