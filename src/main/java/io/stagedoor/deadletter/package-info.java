/**
 * What a dead letter is: its queue, its reason, and the AMQP application properties beside the unchanged body.
 *
 * <p>Both stages make dead letters. This package knows neither of them, and sends nothing. The operations on dead
 * letters are in {@code deadletter.redrive}.
 */
package io.stagedoor.deadletter;
