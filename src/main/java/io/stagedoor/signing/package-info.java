/**
 * Keys and signatures of Standard Webhooks 1.0.0: symmetric and Ed25519, their text, signing and verifying.
 *
 * <p>Knows the secret that a key is read from, and nothing of HTTP.
 */
package io.stagedoor.signing;
