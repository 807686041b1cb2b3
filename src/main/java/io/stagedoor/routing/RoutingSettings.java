package io.stagedoor.routing;

import java.util.Set;

/**
 * The settings of the routing stage.
 *
 * @param consumers of each channel
 * @param batch the most events in one transaction
 * @param largestEvent in bytes
 * @param duplicatesWindow how many events of each channel it remembers at least; 0 for none
 * @param duplicatesOff names of the channels that keep duplicates
 */
public record RoutingSettings(
        int consumers, int batch, int largestEvent, int duplicatesWindow, Set<String> duplicatesOff) {}
