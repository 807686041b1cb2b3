/**
 * The delivery stage: {@code delivery:<destination>} takes events from the queue {@code deliver/<destination>}, sends
 * each through the destination's route, and settles it by what came of it: delivered, tried again later, or a dead
 * letter. This room is Camel's side of it:
 *
 * <pre>
 *  queue: DeliveryWorker ─▶ DeliveryConsumer ─▶ the destination's route ─▶ webhook, archive, any Camel endpoint
 *                                 ▲                                            │ attempt: Failure or nothing
 *                                 └──────────────── attempt: Verdict ◀─────────┘
 * </pre>
 *
 * <p>What was tried so far travels in the message, never in memory. Knows no contract, no channel's route, and no way to
 * deliver: webhooks and the archive know {@code delivery.attempt}, not the other way round.
 */
package io.stagedoor.delivery;
