/**
 * What was measured, and how it is told: as a table, as JSON, as curves, and as ratios with the goals they have.
 *
 * <p>Knows no process: a contender is a name here.
 */
package io.stagedoor.bench.figures;
