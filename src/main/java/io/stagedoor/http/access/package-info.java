/**
 * Who may use the page and the API, and who does what.
 *
 * <pre>
 *  request ─▶ AccessMechanism ─▶ a token, the cookie of a session, OIDC, or nobody on localhost
 *                  │                      └▶ AccessIdentities: a name, and the role viewer or operator
 *                  └▶ LoginLimiter: too many failures
 *  @RolesAllowed on each resource ─▶ Denials: 403
 * </pre>
 *
 * <p>Knows nothing of what is served. Paths below {@code /events} have their own check, elsewhere.
 */
package io.stagedoor.http.access;
