package io.stagedoor.contract.document;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Follows {@code $ref} (AsyncAPI 3.0, Reference Object; RFC 6901 section 6 for the fragment) inside the document and
 * into local files beside it. Each file is read once; nothing is ever fetched.
 */
public final class References {
    private static final Pattern REMOTE = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:|//).*");

    private final Map<Path, Document> files = new LinkedHashMap<>();

    public References(Document document) {
        document.path().ifPresent(path -> files.put(canonical(path), document));
    }

    /** The document and every file it refers to, in the order of their first use. */
    public Collection<Document> files() {
        return files.values();
    }

    public static boolean isReference(Place place) {
        return place.node().isObject() && place.node().has("$ref");
    }

    /** The value at {@code place}, with its reference, and references at the target, resolved. */
    public Place follow(Place place) throws ContractException {
        return follow(place, new LinkedHashSet<>());
    }

    private Place follow(Place place, Set<String> met) throws ContractException {
        Place current = place;
        while (isReference(current)) {
            if (!met.add(current.key())) {
                throw place.child("$ref")
                        .problem("this $ref leads back to itself; replace one of " + met + " with the value");
            }
            current = target(current.child("$ref"), met);
        }
        return current;
    }

    private Place target(Place ref, Set<String> met) throws ContractException {
        if (!ref.node().isTextual()) {
            throw ref.problem("a $ref must be a string, for instance '#/components/schemas/Name'");
        }
        String text = ref.node().textValue();
        if (REMOTE.matcher(text).matches()) {
            throw ref.problem(
                    "the $ref '" + text + "' is remote, but Stagedoor fetches nothing; copy it into a" + " local file");
        }
        int hash = text.indexOf('#');
        String file = hash < 0 ? text : text.substring(0, hash);
        String fragment = hash < 0 ? "" : text.substring(hash + 1);
        Document document = file.isEmpty() ? ref.document() : document(ref, decode(ref, file));
        if (!fragment.isEmpty() && !fragment.startsWith("/")) {
            throw ref.problem("the $ref '" + text + "' has no JSON pointer after '#'; it must begin with '#/'");
        }
        Place target = document.root();
        // The first part is empty: nothing precedes the first '/'.
        String[] parts = decode(ref, fragment).split("/", -1);
        for (int i = 1; i < parts.length; i++) {
            target = step(target, parts[i], met);
            if (!target.exists()) {
                throw ref.problem("the $ref '" + text + "' leads nowhere: there is no " + target.pointer() + " in "
                        + document.file() + "; correct it, or add what it names");
            }
        }
        return target;
    }

    private Place step(Place from, String segment, Set<String> met) throws ContractException {
        Place holder = isReference(from) && !from.node().has(Place.unescape(segment))
                ? follow(from, new LinkedHashSet<>(met))
                : from;
        boolean index = holder.node().isArray() && segment.matches("0|[1-9][0-9]{0,8}");
        return index ? holder.child(Integer.parseInt(segment)) : holder.child(Place.unescape(segment));
    }

    private Document document(Place ref, String file) throws ContractException {
        Path from = ref.document()
                .path()
                .orElseThrow(() -> ref.problem("the bundled document is in no folder, so it cannot refer to " + file
                        + "; copy the document into a file beside it"));
        Path path = from.resolveSibling(file).normalize();
        if (!Files.isRegularFile(path)) {
            throw ref.problem("there is no file " + path + "; correct the $ref, or create it");
        }
        Document known = files.get(canonical(path));
        if (known == null) {
            known = DocumentReader.read(path.toString(), path);
            files.put(canonical(path), known);
        }
        return known;
    }

    private static Path canonical(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static String decode(Place ref, String text) throws ContractException {
        try {
            // In a URI a plus sign stands for itself, but this decoder is for forms.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ref.problem("the $ref '" + text + "' has a '%' that is not part of an escape; write it as %25");
        }
    }
}
