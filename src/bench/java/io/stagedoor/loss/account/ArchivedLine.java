package io.stagedoor.loss.account;

/**
 * A line of an archive.
 *
 * @param seen ms since the epoch; it was written a moment before
 * @param replica whose archive it is
 * @param whole whether the event in it is, byte for byte, the one that was sent
 */
public record ArchivedLine(long seen, int replica, String id, boolean whole) {}
