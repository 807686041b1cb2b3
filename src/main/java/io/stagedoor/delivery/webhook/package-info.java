/**
 * {@code webhook:<destination>}: one attempt to post an event to a URL, signed as Standard Webhooks 1.0.0 says, and what
 * the answer means.
 *
 * <pre>
 *  WebhookProducer ─▶ WebhookClient ─▶ Turnstile ─▶ Line: direct (HostAddresses, egress rule) or by proxy ─▶ exchange
 *                                                                        WebhookAnswer ◀─ status or failure ◀─┘
 * </pre>
 *
 * <p>Knows the delivery stage only by {@code Delivery} and {@code Failure}: no queue, no schedule, no retry.
 */
package io.stagedoor.delivery.webhook;
