/**
 * What can be done with dead letters: look through them, choose, send again, discard.
 *
 * <pre>
 *  DeadLetterQueues ─▶ DeadLetterFilter ─▶ DeadLetterRun ─▶ DeadLetterAction: redrive or discard
 *                                               └▶ HandOff: taken and sent again in one transaction of the broker
 * </pre>
 *
 * <p>Made to be called by a command line, an HTTP API or anything else; knows none of them, prints nothing, and reads no
 * setting.
 */
package io.stagedoor.deadletter.redrive;
