/**
 * Who may send events over HTTP, how they prove it, and to which channels.
 *
 * <p>Knows the secrets and the contract. Knows no HTTP server and no broker.
 */
package io.stagedoor.ingress.producer;
