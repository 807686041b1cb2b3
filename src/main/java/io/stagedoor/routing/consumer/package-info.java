/**
 * Takes the events of a channel from its queue, several to a transaction, and gives each to the route: Spring's listener
 * container and Camel's {@code amqp:} component, as far as they must be told.
 *
 * <p>The top of the routing stage: the rooms beside it are called from here and do not know it.
 */
package io.stagedoor.routing.consumer;
