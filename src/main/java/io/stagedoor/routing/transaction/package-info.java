/**
 * One broker transaction: the events that are in it, what they become, and what is noted when it commits.
 *
 * <p>Knows what is a duplicate and which channels are consumed in order. Knows nothing of Camel's exchange, and of how
 * messages are received.
 */
package io.stagedoor.routing.transaction;
