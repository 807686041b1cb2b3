/**
 * The port for operators: health, for who restarts and rolls out, and metrics. Knows what the stages say of themselves
 * ({@code watch}) and the broker; no stage knows it.
 */
package io.stagedoor.management;
