/**
 * {@code webhook:<destination>}: one attempt to post an event to a URL, signed as Standard Webhooks 1.0.0 says, and what
 * the answer means.
 *
 * <pre>
 *  WebhookProducer ─▶ RequestContent: format, signing, authentication ─▶ connection ─▶ the receiver
 *         ▲                                                                                │
 *         └───────────────────────────── answer: status or failure ◀──────────────────────┘
 * </pre>
 *
 * <p>Knows the delivery stage only by {@code delivery.attempt}: no queue, no schedule, no retry.
 */
package io.stagedoor.delivery.webhook;
