/**
 * Works the queue of one destination: takes events as there is room, has each attempted, and settles it by its verdict.
 *
 * <pre>
 *  DeliveryWorker ─▶ DeliveryRun ─▶ the attempt ─▶ Settler ─▶ DeliveryLink ─▶ broker
 * </pre>
 *
 * <p>An attempt is a function here: knows no Camel, no route, no way to deliver.
 */
package io.stagedoor.delivery.queue;
