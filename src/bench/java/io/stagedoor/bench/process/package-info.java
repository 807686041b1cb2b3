/**
 * The processes around what is measured: the broker, the load before it, the receivers behind it, and how each is asked
 * from outside.
 *
 * <p>Knows no benchmark, and nothing of how figures are told.
 */
package io.stagedoor.bench.process;
