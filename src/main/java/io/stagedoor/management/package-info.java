/**
 * The port for operators: health, for restarts and rollouts, and metrics. Knows what the stages report ({@code watch})
 * and the broker; no stage knows it.
 */
package io.stagedoor.management;
