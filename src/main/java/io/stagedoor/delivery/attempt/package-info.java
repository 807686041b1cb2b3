/**
 * One attempt to deliver an event: what is delivered, what failed, what follows from it, when the next one is due.
 *
 * <p>All that a way to deliver (webhook, archive, format) may know of the delivery stage. Knows no queue and no broker.
 */
package io.stagedoor.delivery.attempt;
