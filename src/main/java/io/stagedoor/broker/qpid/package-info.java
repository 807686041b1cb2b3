/**
 * What Qpid JMS does too often for a consumer of many small events: packets, and waiting for its own network thread.
 *
 * <p>By the interfaces it has for this, which find classes by the scheme of a URI: {@code stagedoor-amqp} is
 * {@code amqp} with what stands here. Knows nobody, and nothing of what a message says.
 */
package io.stagedoor.broker.qpid;
