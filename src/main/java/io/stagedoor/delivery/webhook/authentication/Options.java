package io.stagedoor.delivery.webhook.authentication;

import io.stagedoor.secret.CurrentSecret;
import io.stagedoor.secret.SecretReference;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Removes options of an endpoint one by one: Camel shows the value of an option that it cannot set, which may be a
 * secret in plain text.
 */
public record Options(Map<String, Object> parameters, Clock clock) {

    /** @return null if it is not set */
    public String take(String name) {
        Object value = parameters.remove(name);
        return value == null ? null : value.toString().strip();
    }

    /** All options whose names begin with the prefix, by the rest of the name. */
    Map<String, String> takeAll(String prefix) {
        Map<String, String> found = new TreeMap<>();
        for (String name : parameters.keySet().toArray(String[]::new)) {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), take(name));
            }
        }
        return found;
    }

    /** @return null if it is not set */
    <T> CurrentSecret<T> takeSecret(String name, Function<String, T> parser) throws IOException {
        String text = take(name);
        return text == null ? null : secret(name, text, parser);
    }

    public <T> CurrentSecret<T> secret(String name, String text, Function<String, T> parser) throws IOException {
        try {
            return new CurrentSecret<>(new SecretReference(text), parser, clock);
        } catch (IllegalArgumentException e) {
            // Without the cause: a failed start shows only the message of the root cause.
            throw new IllegalArgumentException(name + ": " + e.getMessage());
        } catch (IOException e) {
            throw new IOException(name + ": " + e.getMessage());
        }
    }
}
