package io.stagedoor.contract.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 and its subset JSON. UTF-8, at most {@value #MAX_BYTES} bytes a file. */
public final class DocumentReader {
    static final int MAX_BYTES = 3 * 1024 * 1024;

    // YAML 1.2: "no" and "on" are strings, not booleans.
    private static final LoadSettings YAML = LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setCodePointLimit(MAX_BYTES)
            .build();

    private DocumentReader() {}

    public static Document read(String file, Path path) throws ContractException {
        if (Files.isDirectory(path)) {
            throw new ContractException(file, "", "this is a folder; name the file in it");
        }
        if (!Files.exists(path)) {
            throw new ContractException(file, "", "there is no such file; correct the path, or create it");
        }
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new ContractException(file, "", "larger than " + MAX_BYTES + " bytes; split it with $ref");
            }
            return parse(file, Optional.of(path), Files.readAllBytes(path));
        } catch (IOException e) {
            throw new ContractException(file, "", "cannot be read (" + e + "); check its permissions");
        }
    }

    public static Document parse(String file, Optional<Path> path, byte[] bytes) throws ContractException {
        var tree = new YamlTree(file);
        Node node = compose(file, text(file, bytes));
        JsonNode root = tree.value(node, "", 0);
        return new Document(file, path, bytes, root, tree.lines());
    }

    private static String text(String file, byte[] bytes) throws ContractException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
            // YAML forbids tabs for indentation, but JSON allows them. JSON strings contain no tabs.
            return content.stripLeading().startsWith("{") ? content.replace('\t', ' ') : content;
        } catch (CharacterCodingException e) {
            throw new ContractException(file, "", "not UTF-8; save it in that encoding");
        }
    }

    private static Node compose(String file, String text) throws ContractException {
        try {
            return new Compose(YAML)
                    .composeString(text)
                    .orElseThrow(() -> new ContractException(file, "", "the file is empty; write a document into it"));
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            String at = mark.map(m -> "line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1) + ": ")
                    .orElse("");
            throw new ContractException(file, "", at + "neither YAML nor JSON: " + words(e));
        } catch (YamlEngineException e) {
            throw new ContractException(file, "", "neither YAML nor JSON: " + words(e.getMessage()));
        } catch (StackOverflowError e) {
            throw new ContractException(file, "", "nested too deeply for a contract; flatten it with $ref");
        }
    }

    private static String words(MarkedYamlEngineException e) {
        return words(
                e.getContext() == null || e.getContext().isBlank()
                        ? e.getProblem()
                        : e.getContext() + ", " + e.getProblem());
    }

    private static String words(String problem) {
        String line = String.valueOf(problem).replaceAll("\\s+", " ").strip();
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
