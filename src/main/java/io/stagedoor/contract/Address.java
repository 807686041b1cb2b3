package io.stagedoor.contract;

import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.document.Place;
import io.stagedoor.wire.QueueNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a channel's address may be: one AMQP address, written out, that is at once a queue's name, part of a Camel
 * endpoint's URI and a folder's path in the archive.
 */
final class Address {
    static final int MAX_LENGTH = 200;

    // * # > are wildcards of the broker, :: separates its address from its queue, ? % & belong to URIs.
    private static final Pattern FORBIDDEN = Pattern.compile("[*#>?%&\\\\\\p{Cntrl}\\p{Cf}\\u2028\\u2029]|::");

    private Address() {}

    /** Written out, or with parameters. */
    static String of(Place channel) throws ContractException {
        Place place = channel.child("address");
        if (!place.exists() || place.node().isNull()) {
            throw channel.problem("this channel has no address; add the AMQP address that its events come from");
        }
        if (!place.isText()) {
            throw place.problem(
                    "an address is a text that is not empty; write the AMQP address that its events come from");
        }
        String address = place.node().textValue();
        Optional<String> reason = unusable(AddressTemplate.sample(address), address);
        if (reason.isPresent()) {
            throw place.problem(reason.get());
        }
        return address;
    }

    /** Why this program cannot have a queue and a folder of that name. */
    static Optional<String> unusable(String address) {
        return unusable(address, address);
    }

    private static Optional<String> unusable(String address, String written) {
        return Optional.ofNullable(reason(address, written));
    }

    private static String reason(String address, String written) {
        if (FORBIDDEN.matcher(address).find() || !address.equals(address.strip())) {
            return "the address has a wildcard, a control character, a space at an end, or one of * # > ? % & \\ ::;"
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
                        + "' between slashes; it becomes a folder of the archive, so name it";
            }
        }
        return null;
    }
}
