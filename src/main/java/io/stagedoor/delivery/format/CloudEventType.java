package io.stagedoor.delivery.format;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Builds the attribute {@code type}: {@code io.backstage.}, the channel's address without {@code backstage/} and with
 * dots, and the action: {@code io.backstage.catalog.entity.created}. Without an action it ends with the channel.
 */
final class CloudEventType {

    private static final String PREFIX = "io.backstage";
    private static final String ADDRESS_PREFIX = "backstage/";
    private static final int LONGEST_ACTION = 64;

    private CloudEventType() {}

    /** @param address may be empty, for a message that somebody put into a destination's queue by hand */
    static String of(String address, JsonNode action) {
        String channel = address.startsWith(ADDRESS_PREFIX) ? address.substring(ADDRESS_PREFIX.length()) : address;
        String word = action.asText("");
        boolean sane = action.isTextual() && word.length() <= LONGEST_ACTION && word.matches("[A-Za-z0-9_-]+");
        return PREFIX + dotted(channel.isEmpty() ? "event" : channel) + (sane ? "." + word : "");
    }

    private static String dotted(String channel) {
        return "." + channel.replaceAll("[^A-Za-z0-9_/.-]", "_").replace('/', '.');
    }
}
