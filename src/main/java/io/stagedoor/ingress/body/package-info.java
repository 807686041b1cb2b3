/**
 * Reads the events of an HTTP request: one event, a batch, or CloudEvents 1.0.2 in the three modes of their HTTP
 * binding; and checks each against the contract.
 *
 * <p>Pure functions from headers and bytes to events or faults. Knows no HTTP server, no producer and no broker.
 */
package io.stagedoor.ingress.body;
