/**
 * Delivers the events of one key one after the other: finds the key of an event, decides which events wait, and manages
 * the queues where they wait.
 *
 * <p>Knows nothing of attempts, nor of when they are due.
 */
package io.stagedoor.delivery.order;
