/**
 * The way to the broker: where it is, how to log in, how to ask it about its queues.
 *
 * <p>Knows AMQP 1.0 and nothing of events, channels or destinations.
 */
package io.stagedoor.broker;
