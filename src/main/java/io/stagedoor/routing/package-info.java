/**
 * The routing stage: takes an event from its channel's queue, lets the user's route validate it and choose
 * destinations, and puts it into their queues, all in one broker transaction. This package connects the others:
 *
 * <pre>
 *  queue ─▶ consumer ─▶ transaction ─▶ exchange ─▶ the user's route ─▶ transaction ─▶ queues of the destinations
 *              │            └▶ duplicates    └▶ dead-letter/…
 *              └▶ poison: messages that cannot be read, or fail again and again
 *  routes ─▶ check: before anything is consumed
 * </pre>
 *
 * <p>Waits only for the broker. May know the contract, the events, the broker and dead letters. Knows nothing of how a
 * destination delivers: here, a destination is the name of a queue.
 */
package io.stagedoor.routing;
