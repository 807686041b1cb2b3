/**
 * How the history is written in the broker: records of one destination packed into a segment, and what the index says of
 * each segment.
 *
 * <pre>
 *   queue history/&lt;destination&gt;   one message a segment: up to 128 KiB of records, before compression, or those of two seconds
 *   queue history/_index           one message for all segments of two seconds: of each destination, times, words, keys
 * </pre>
 *
 * <p>Knows the records. Knows no broker.
 */
package io.stagedoor.history.segment;
