/**
 * How to reach the broker: its address, the login. Questions about its queues belong in {@code broker.queue}.
 *
 * <p>Knows AMQP 1.0 and nothing of events, channels or destinations.
 */
package io.stagedoor.broker;
