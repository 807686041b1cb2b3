/**
 * The messages in hand and the events in them: what each event says, and when a message with several of them is settled.
 *
 * <p>Knows the message and the verdict on an event. Knows no queue, no connection, and not by what a key is found.
 */
package io.stagedoor.delivery.bundle;
