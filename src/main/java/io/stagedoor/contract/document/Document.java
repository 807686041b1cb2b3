package io.stagedoor.contract.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One file, parsed.
 *
 * @param file how messages name it
 * @param path where it stands, so that files can be found relative to it; empty for the bundled document
 * @param lines the line, counted from 1, at which the value of each JSON pointer begins
 */
public record Document(String file, Optional<Path> path, byte[] bytes, JsonNode tree, Map<String, Integer> lines) {
    public Place root() {
        return new Place(this, "", tree);
    }
}
