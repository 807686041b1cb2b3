package io.stagedoor.contract;

import io.stagedoor.contract.document.Place;
import java.util.Optional;

/**
 * One message of a channel.
 *
 * @param place where it is defined
 * @param contentType its content type, from the message or a trait; empty if neither has one
 * @param payload the schema of its payload, with references and schema formats resolved; empty for any JSON
 */
record Message(String name, Place place, Optional<Place> contentType, Optional<Place> payload) {}
