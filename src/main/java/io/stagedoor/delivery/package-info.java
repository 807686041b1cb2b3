/**
 * The delivery stage: {@code delivery:<destination>} takes events from the queue {@code deliver/<destination>}, sends
 * each through the destination's route, and settles it by the result: delivered, tried again later, or a dead letter.
 * This package contains the classes for Camel:
 *
 * <pre>
 *  queue: DeliveryWorker ─▶ DeliveryConsumer ─▶ the destination's route ─▶ webhook, archive, any Camel endpoint
 *                                 ▲                                            │ attempt: Failure or nothing
 *                                 └──────────────── attempt: Verdict ◀─────────┘
 * </pre>
 *
 * <p>The attempts so far travel in the message, not in memory. Knows no contract, no channel's route, and no way to
 * deliver: webhooks and the archive know {@code delivery.attempt}, and not the other way round.
 */
package io.stagedoor.delivery;
