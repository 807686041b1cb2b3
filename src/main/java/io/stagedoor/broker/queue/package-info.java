/**
 * The broker's queues: how to ask about them, look through them, take from them, and hold one for oneself.
 *
 * <p>Knows how to connect ({@code broker}), and nothing of events, routes or destinations.
 */
package io.stagedoor.broker.queue;
