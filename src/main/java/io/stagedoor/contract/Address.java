package io.stagedoor.contract;

import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import io.stagedoor.wire.QueueNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules for a channel's address. It is an AMQP address, and also the name of a queue, part of the URI of a Camel
 * endpoint, and the path of a folder in the archive.
 */
final class Address {
    static final int MAX_LENGTH = 200;

    // * # > are wildcards of the broker, :: separates an address from a queue, ? % & belong to URIs.
    private static final Pattern FORBIDDEN = Pattern.compile("[*#>?%&\\\\\\p{Cntrl}\\p{Cf}\\u2028\\u2029]|::");

    private Address() {}

    /** The address of the channel, with or without parameters. */
    static String of(Place channel) throws ContractException {
        Place place = channel.child("address");
        if (!place.exists() || place.node().isNull()) {
            throw channel.problem("this channel has no address; add the AMQP address that its events come from");
        }
        if (!place.isText()) {
            throw place.problem(
                    "an address must be a non-empty string; write the AMQP address that its events come from");
        }
        String address = place.node().textValue();
        Optional<String> reason = unusable(AddressTemplate.sample(address), address);
        if (reason.isPresent()) {
            throw place.problem(reason.get());
        }
        return address;
    }

    /** Why this program cannot have a queue and a folder of that name; empty when it can. */
    static Optional<String> unusable(String address) {
        return unusable(address, address);
    }

    private static Optional<String> unusable(String address, String written) {
        return Optional.ofNullable(reason(address, written));
    }

    private static String reason(String address, String written) {
        if (FORBIDDEN.matcher(address).find() || !address.equals(address.strip())) {
            return "the address has a wildcard, a control character, a space at its start or end, or one of * # > ?"
                    + " % & \\ ::;"
                    + " remove it";
        }
        if (address.length() > MAX_LENGTH) {
            return "the address has more than " + MAX_LENGTH + " characters; shorten it";
        }
        for (String reserved : QueueNames.RESERVED) {
            if (address.startsWith(reserved)) {
                return "addresses below '" + reserved + "' are Stagedoor's own; choose another";
            }
        }
        for (String segment : address.split("/", -1)) {
            if (List.of("", ".", "..").contains(segment)) {
                return "the address '" + written + "' has the segment '" + segment
                        + "' between slashes; each segment becomes a folder of the archive, so give it a name";
            }
        }
        return null;
    }
}
