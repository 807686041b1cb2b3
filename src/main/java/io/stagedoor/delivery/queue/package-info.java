/**
 * Consumes the queue of one destination: takes events as there is room, has each attempted, and settles it by its
 * verdict.
 *
 * <pre>
 *  DeliveryWorker ─▶ DeliveryRun ─▶ the attempt ─▶ Settler ─▶ DeliveryLink ─▶ broker
 * </pre>
 *
 * <p>Here, an attempt is a function. Knows no Camel, no route, no way to deliver.
 */
package io.stagedoor.delivery.queue;
