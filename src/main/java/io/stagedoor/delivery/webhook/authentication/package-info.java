/**
 * How a request authenticates its sender: static headers, basic, bearer and OAuth 2.0 client credentials.
 *
 * <p>A token is fetched through the same connections as a webhook. Knows no event and no signature.
 */
package io.stagedoor.delivery.webhook.authentication;
