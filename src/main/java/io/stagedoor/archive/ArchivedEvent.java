package io.stagedoor.archive;

import java.time.Instant;

/**
 * An event in an archive.
 *
 * @param file the file, as this machine names it
 * @param received when the routing stage took it; null if the line does not say
 * @param body exactly as it came
 */
public record ArchivedEvent(String file, String id, String channel, Instant received, byte[] body) {}
