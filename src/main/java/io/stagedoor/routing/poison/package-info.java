/**
 * Messages that stop a channel: what no client can read, and what makes a transaction fail again and again. Who is to
 * blame is found out, and that one set aside.
 *
 * <p>Knows the transaction and the exchange; knows nothing of how messages are received.
 */
package io.stagedoor.routing.poison;
