/**
 * The protocol between the stages, and with other replicas and earlier versions: every name of a queue, every property
 * of a message, and how several events travel in one message.
 *
 * <pre>
 *  backstage/…  ─▶ routing ─▶ deliver/x ─▶ delivery ─▶ the receiver
 *                     │           └▶ deliver/x/parked/&lt;key&gt;   in order: parked behind an earlier event of its key
 *                     ├▶ dead-letter/&lt;queue&gt;                  of a channel or of a destination
 *                     ├▶ seen/&lt;channel&gt;                       ids of events that were routed
 *                     ├▶ history/&lt;destination&gt;               its attempts
 *                     └▶ turn/&lt;queue&gt;                         the lease: who consumes it, if order is kept
 * </pre>
 *
 * <p>These names outlive a release: a newer program reads messages that an older one sent.
 *
 * <p>Knows no other package. No other package spells such a name.
 */
package io.stagedoor.wire;
