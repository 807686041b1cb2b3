/**
 * The broker's queues: query them, browse them, take messages from them, and reserve one for a single consumer.
 *
 * <p>Knows how to connect ({@code broker}), and nothing of events, routes or destinations.
 */
package io.stagedoor.broker.queue;
