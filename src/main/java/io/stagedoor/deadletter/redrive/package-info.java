/**
 * The operations on dead letters: browse, filter, redrive, discard.
 *
 * <pre>
 *  DeadLetterQueues ─▶ DeadLetterFilter ─▶ DeadLetterRun ─▶ DeadLetterAction: redrive or discard
 *                                               └▶ HandOff: takes and sends in one broker transaction
 * </pre>
 *
 * <p>A command line, an HTTP API or anything else can call it; it knows none of them, prints nothing, and reads no
 * setting.
 */
package io.stagedoor.deadletter.redrive;
