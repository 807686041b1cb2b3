/**
 * What a dead letter is: where it stands, why, and the AMQP application properties that say so beside the untouched
 * body.
 *
 * <p>Both stages make dead letters. This package knows neither of them, and sends nothing; what is done with dead letters
 * stands in {@code deadletter.redrive}.
 */
package io.stagedoor.deadletter;
