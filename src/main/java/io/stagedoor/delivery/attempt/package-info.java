/**
 * One attempt to deliver an event: the event, the failure, the verdict, and when the next attempt is due.
 *
 * <p>Webhooks, the archive and formats may know only this part of the delivery stage. Knows no queue and no broker.
 */
package io.stagedoor.delivery.attempt;
