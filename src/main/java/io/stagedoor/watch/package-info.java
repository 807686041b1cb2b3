/**
 * What the stages say of themselves while they work, for health and metrics: {@code Worker} tells whether one is
 * connected and gets on, the meters count, {@code RepeatedLines} keeps the log short. Knows nobody.
 */
package io.stagedoor.watch;
