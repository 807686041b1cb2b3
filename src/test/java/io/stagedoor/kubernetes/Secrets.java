package io.stagedoor.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Secrets that the manifests ask for, and those that the README says how to make. */
record Secrets(Set<Key> keys) {

    private static final Path README = Path.of("kubernetes/README.md");
    private static final Pattern COMMAND =
            Pattern.compile("kubectl create secret generic (\\S+)((?:[^\\n\\\\]|\\\\\\n)*)");
    private static final Pattern KEY = Pattern.compile("--from-(?:literal|file)=([\\w.-]+)=");

    record Key(String secret, String key) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            return (secret + '/' + key).compareTo(other.secret + '/' + other.key);
        }
    }

    static Secrets documented() throws IOException {
        Set<Key> keys = new TreeSet<>();
        Matcher command = COMMAND.matcher(Files.readString(README));
        while (command.find()) {
            Matcher key = KEY.matcher(command.group(2));
            while (key.find()) {
                keys.add(new Key(command.group(1), key.group(1)));
            }
        }
        return new Secrets(keys);
    }

    static Set<Key> asked(Rendering rendering) {
        Set<Key> keys = new TreeSet<>();
        for (JsonNode object : rendering.objects()) {
            add(keys, object.findValues("secretKeyRef"), "name");
            // Of a ServiceMonitor.
            add(keys, object.findValues("credentials"), "name");
        }
        for (Pod pod : rendering.pods()) {
            pod.sources().filter(source -> source.has("secret")).forEach(source -> {
                JsonNode secret = source.path("secret");
                String name = secret.path(secret.has("secretName") ? "secretName" : "name")
                        .asText();
                Pod.each(secret.path("items"))
                        .forEach(item -> keys.add(new Key(name, item.path("key").asText())));
            });
        }
        return keys;
    }

    private static void add(Set<Key> keys, List<JsonNode> references, String name) {
        references.forEach(reference -> keys.add(
                new Key(reference.path(name).asText(), reference.path("key").asText())));
    }
}
