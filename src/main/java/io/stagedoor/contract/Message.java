package io.stagedoor.contract;

import io.stagedoor.contract.document.Place;
import java.util.Optional;

/**
 * One message of a channel.
 *
 * @param place where it is defined
 * @param contentType where its content type is said: by itself, by a trait, by the document, or by nobody
 * @param payload the schema of its payload, with references and formats already taken off; empty for any JSON
 */
record Message(String name, Place place, Optional<Place> contentType, Optional<Place> payload) {}
