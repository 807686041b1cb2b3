package io.stagedoor.contract;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a channel's address may be: one AMQP address, written out, that is at once a queue's name, part of a Camel
 * endpoint's URI and a folder's path in the archive.
 */
final class Address {
    static final int MAX_LENGTH = 200;

    private static final List<String> RESERVED = List.of("deliver/", "dead-letter/", "seen/", "turn/");
    // * # > are wildcards of the broker, :: separates its address from its queue, ? % & belong to URIs.
    private static final Pattern FORBIDDEN = Pattern.compile("[*#>?%&\\\\\\p{Cntrl}\\p{Cf}\\u2028\\u2029]|::");

    private Address() {}

    static String of(Place channel) throws ContractException {
        Place place = channel.child("address");
        if (!place.exists()) {
            throw channel.problem("this channel has no address; add the AMQP address that its events come from");
        }
        String reason = reason(place);
        if (reason != null) {
            throw place.problem(reason);
        }
        return place.node().textValue();
    }

    private static String reason(Place place) {
        if (!place.isText()) {
            return "an address is a text that is not empty; write the AMQP address that its events come from";
        }
        String address = place.node().textValue();
        if (address.contains("{") || address.contains("}")) {
            return "the address '" + address + "' has parameters; write one channel for each address";
        }
        if (FORBIDDEN.matcher(address).find() || !address.equals(address.strip())) {
            return "the address has a wildcard, a control character, a space at an end, or one of * # > ? % & \\ ::;"
                    + " remove it";
        }
        if (address.length() > MAX_LENGTH) {
            return "the address has more than " + MAX_LENGTH + " characters; shorten it";
        }
        for (String reserved : RESERVED) {
            if (address.startsWith(reserved)) {
                return "addresses below '" + reserved + "' are Stagedoor's own; choose another";
            }
        }
        for (String segment : address.split("/", -1)) {
            if (List.of("", ".", "..").contains(segment)) {
                return "the address '" + address + "' has the segment '" + segment
                        + "' between slashes; it becomes a folder of the archive, so name it";
            }
        }
        return null;
    }
}
