/**
 * The protocol between the stages, and with the programs that run beside this one or ran before it: every name of a
 * queue, every property of a message, and how several events travel in one message.
 *
 * <pre>
 *  backstage/…  ─▶ routing ─▶ deliver/x ─▶ delivery ─▶ the receiver
 *                     │           └▶ deliver/x/parked/&lt;key&gt;   in order: waits for an earlier event of its key
 *                     ├▶ dead-letter/&lt;queue&gt;                  of a channel or of a destination
 *                     ├▶ seen/&lt;channel&gt;                       ids of events that were routed
 *                     └▶ turn/&lt;queue&gt;                         who consumes it, where order is kept
 * </pre>
 *
 * <p>What stands here outlives a release: messages that an older program has sent are read by a newer one. Knows nobody;
 * nobody else writes such a name.
 */
package io.stagedoor.wire;
