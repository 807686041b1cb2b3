/**
 * Connections to a receiver: to which addresses, through which proxy, with which certificates, how many at once.
 *
 * <pre>
 *  WebhookClient ─▶ Turnstile ─▶ Dialer: direct (HostAddresses, egress rule) or by proxy ─▶ exchange
 * </pre>
 *
 * <p>Sends headers and bytes. Knows no event, no signature and no verdict.
 */
package io.stagedoor.delivery.webhook.connection;
