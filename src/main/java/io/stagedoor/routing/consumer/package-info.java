/**
 * Takes the events of a channel from its queue, several in a transaction, and passes each to the route. It configures
 * and extends Spring's listener container and Camel's {@code amqp:} component.
 *
 * <p>The top of the routing stage: it calls the packages beside it, and they do not know it.
 */
package io.stagedoor.routing.consumer;
