/**
 * What the stages report while they work, for health and metrics: {@code Worker} tells whether a worker is connected and
 * makes progress, the meters count, {@code RepeatedLines} keeps the log short. Knows no other package.
 */
package io.stagedoor.watch;
