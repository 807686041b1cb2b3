/**
 * The received messages and their events: reads each event, and decides when a message with several events is settled.
 *
 * <p>Knows the message and the verdict on an event. Knows no queue, no connection, and not how a key is found.
 */
package io.stagedoor.delivery.bundle;
