/**
 * The user's route files: where they are, what Camel reads from them, and in which line a fault is.
 *
 * <p>Knows nothing of queues, events and the contract.
 */
package io.stagedoor.routing.routes;
