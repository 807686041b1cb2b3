/**
 * The user's route files: where they are, what Camel makes of them, and in which line a fault stands.
 *
 * <p>Knows nothing of queues, events and the contract.
 */
package io.stagedoor.routing.routes;
