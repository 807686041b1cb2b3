/**
 * One broker transaction: its events, the messages that they become, and what to remember at the commit.
 *
 * <p>Knows what a duplicate is and which channels are consumed in order. Knows nothing of Camel's exchange, nor of how
 * messages are received.
 */
package io.stagedoor.routing.transaction;
