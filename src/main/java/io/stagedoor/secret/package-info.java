/**
 * Where a secret stands, and what it says now: {@code env:NAME} or {@code file:PATH}.
 *
 * <p>Used by webhooks and by the port for operators. Knows nobody, and not what a secret is for: whoever reads one brings
 * the parser.
 */
package io.stagedoor.secret;
