/**
 * What a run is asked for: its options, and the events that are to be sent, each with all that it should come to.
 *
 * <p>Knows nothing of what became of an event, and no process.
 */
package io.stagedoor.loss.plan;
