/**
 * Extensions of Qpid JMS: fewer packets and fewer waits for a consumer of many small events, a commit that knows what
 * the broker refused, and a decoder that accepts any message.
 *
 * <p>They use the extension points of Qpid JMS, which find classes by the scheme of a URI: {@code stagedoor-amqp} is
 * {@code amqp} with these extensions.
 *
 * <p>Knows no other package, and nothing of the meaning of a message.
 */
package io.stagedoor.broker.qpid;
