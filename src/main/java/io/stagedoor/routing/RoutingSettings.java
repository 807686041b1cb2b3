package io.stagedoor.routing;

import java.util.Set;

/**
 * What the routing stage is told.
 *
 * @param consumers of each channel
 * @param batch the most events in one transaction
 * @param largestEvent in bytes
 * @param duplicatesWindow how many events of each channel are remembered at least; 0 for none
 * @param duplicatesOff names of the channels where no duplicate is dropped
 */
public record RoutingSettings(
        int consumers, int batch, int largestEvent, int duplicatesWindow, Set<String> duplicatesOff) {}
