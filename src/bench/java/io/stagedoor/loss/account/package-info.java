/**
 * What became of each event, and whether that is what should have.
 *
 * <pre>
 *  Sent, ReceivedRecord, ArchivedLine, dead letters ─▶ Evidence ─▶ Account ─▶ Tally of each place
 *                                   Disturbance: may explain a repeat ─┘
 * </pre>
 *
 * <p>Those who take part in a run write down here what they saw. Knows the plan; knows nobody who takes part, and asks
 * no broker.
 */
package io.stagedoor.loss.account;
