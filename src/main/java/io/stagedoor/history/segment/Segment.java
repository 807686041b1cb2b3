package io.stagedoor.history.segment;

/**
 * Records of one destination, packed.
 *
 * @param body of its message
 */
public record Segment(SegmentSummary summary, byte[] body) {}
