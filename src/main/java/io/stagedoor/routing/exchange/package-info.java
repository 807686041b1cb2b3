/**
 * One event on its way through the user's route, as a Camel exchange: intake, validation, the route's steps, what the
 * event becomes when the route fails.
 *
 * <p>Writes into the transaction that it is in; begins none, commits none. Knows nothing of how
 * messages are received.
 */
package io.stagedoor.routing.exchange;
