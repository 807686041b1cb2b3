/**
 * Whether bad destinations slow down good ones: eight good ones, alone and beside four others, healthy or bad.
 *
 * <p>Knows the processes and how far values are apart, and no other benchmark.
 */
package io.stagedoor.bench.isolation;
