/**
 * How fast the program starts, and how much memory it has then.
 *
 * <p>Knows the program as a command, whatever it is built as, and no other benchmark.
 */
package io.stagedoor.bench.start;
