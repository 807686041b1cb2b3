/**
 * Handles messages that stop a channel: those that no client can read, and those that make a transaction fail again and
 * again. It finds the message at fault and makes it a dead letter.
 *
 * <p>Knows the transaction and the exchange. Knows nothing of how messages are received.
 */
package io.stagedoor.routing.poison;
