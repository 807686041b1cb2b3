package io.stagedoor.page.asset;

import io.stagedoor.page.view.Shell;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files by the name that pages use, such as {@code page.1f2e3d4c5b6a7988.css}. The name has a hash of the content,
 * so that a browser may keep the file for ever and never has an old one.
 */
@Singleton
public class AssetFiles {

    private static final String FOLDER = "/page/";
    private static final int HASH_BYTES = 8;

    private static final Map<String, String> TYPES = Map.of(
            "svg", "image/svg+xml",
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8");

    /** A file. */
    public record AssetFile(String mediaType, byte[] content) {}

    private final Map<String, AssetFile> files = new ConcurrentHashMap<>();
    private final Shell.Assets links;

    AssetFiles() {
        links = new Shell.Assets(add("icon", "svg"), add("page", "css"), add("page", "js"));
    }

    public Shell.Assets links() {
        return links;
    }

    public Optional<AssetFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** @return its path on the server */
    private String add(String name, String ending) {
        byte[] content = read(name + "." + ending);
        String hashed = name + "." + hash(content) + "." + ending;
        files.put(hashed, new AssetFile(TYPES.get(ending), content));
        return AssetResource.PATH + "/" + hashed;
    }

    private static byte[] read(String file) {
        try (InputStream in = AssetFiles.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + file + " is not in the program");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(whole, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
