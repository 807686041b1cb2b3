/**
 * One event in the user's route, as a Camel exchange: intake, validation, the route's steps, and the result when the
 * route fails.
 *
 * <p>Adds to the present transaction; begins none, commits none. Knows nothing of how messages are received.
 */
package io.stagedoor.routing.exchange;
