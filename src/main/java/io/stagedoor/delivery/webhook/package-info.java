/**
 * {@code webhook:<destination>}: one attempt to post an event to a URL, signed by Standard Webhooks 1.0.0, and the
 * meaning of the answer.
 *
 * <pre>
 *  WebhookProducer ─▶ RequestContent: format, signing, authentication ─▶ connection ─▶ the receiver
 *         ▲                                                                                │
 *         └───────────────────────────── answer: status or failure ◀──────────────────────┘
 * </pre>
 *
 * <p>Of the delivery stage it knows only {@code delivery.attempt}: no queue, no schedule, no retry.
 */
package io.stagedoor.delivery.webhook;
