/**
 * The way in for events over HTTP: {@code POST /events/{channel}}.
 *
 * <pre>
 *   head ─▶ who? room? ─▶ body ─▶ signature ─▶ channel, right ─▶ events valid? ─▶ broker ─▶ 202
 *             401 404 411 413 429     401        404 403           400 413 415    429 503
 * </pre>
 *
 * <p>Knows the HTTP server and the contract. Knows no stage: an event that came in here is like any other one.
 */
package io.stagedoor.ingress;
