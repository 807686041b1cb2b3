package io.stagedoor.contract.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed file.
 *
 * @param file its name in messages
 * @param path of the file, to resolve other files relative to it; empty for the bundled document
 * @param lines for each JSON pointer the line, from 1, where its value begins
 */
public record Document(String file, Optional<Path> path, byte[] bytes, JsonNode tree, Map<String, Integer> lines) {
    public Place root() {
        return new Place(this, "", tree);
    }
}
