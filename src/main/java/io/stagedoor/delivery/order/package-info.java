/**
 * Events of one key, one after the other: which key an event has, who waits for whom, and the queues where they wait.
 *
 * <p>Knows nothing of attempts and of when they are due.
 */
package io.stagedoor.delivery.order;
