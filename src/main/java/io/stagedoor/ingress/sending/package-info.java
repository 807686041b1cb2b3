/**
 * Sends events to the broker without a thread for each: one connection for all, its loss and its return, how many may
 * be on their way, and what the broker said of each.
 *
 * <p>Knows AMQP, and nothing of HTTP, producers or the contract.
 */
package io.stagedoor.ingress.sending;
