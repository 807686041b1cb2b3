/**
 * The way to the broker: where it is, how to log in. How to ask it about its queues stands in {@code broker.queue}.
 *
 * <p>Knows AMQP 1.0 and nothing of events, channels or destinations.
 */
package io.stagedoor.broker;
