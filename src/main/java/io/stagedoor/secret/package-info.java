/**
 * References to secrets, {@code env:NAME} or {@code file:PATH}, and their current values.
 *
 * <p>Webhooks and the port for operators use it. Knows no other package, and not what a secret is for: the caller
 * brings the parser.
 */
package io.stagedoor.secret;
