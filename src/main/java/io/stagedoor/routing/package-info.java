/**
 * The routing stage: takes an event from its channel's queue, has the user's route validate it and choose, and hands it
 * to the queues of the chosen destinations, all in one broker transaction. This room puts the others together:
 *
 * <pre>
 *  queue ─▶ consumer ─▶ transaction ─▶ exchange ─▶ the user's route ─▶ transaction ─▶ queues of the destinations
 *              │            └▶ duplicates    └▶ dead-letter/…
 *              └▶ poison: what cannot be read, or fails again and again
 *  routes ─▶ check: before anything is consumed
 * </pre>
 *
 * <p>Waits for nothing but the broker. May know the contract, the events, the broker and what a dead letter is; knows
 * nothing of how a destination delivers: a destination is the name of a queue here.
 */
package io.stagedoor.routing;
