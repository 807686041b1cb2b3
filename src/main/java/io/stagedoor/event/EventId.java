package io.stagedoor.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The stable id of an event: the same on every attempt, after every restart, in every copy.
 *
 * <p>{@code metadata.eventId}, else the AMQP message-id, else a hash of channel and body. It becomes the {@code
 * webhook-id} of Standard Webhooks, which allows no {@code .}, and an HTTP header. So an id with a character outside
 * {@code A-Z a-z 0-9 _ : -}, or with more than 128 characters, is replaced by its hash.
 */
public final class EventId {

    private static final int LONGEST = 128;

    private EventId() {}

    /**
     * @param json the event; null when it is not JSON
     * @param messageId the AMQP message-id as text, or null
     * @param address the channel's address
     * @param body the event's bytes
     */
    public static String of(JsonNode json, String messageId, String address, byte[] body) {
        String own = ofMetadata(json);
        if (own != null) {
            return own;
        }
        if (messageId != null && !messageId.isEmpty()) {
            return safe(messageId);
        }
        return hash(address.getBytes(StandardCharsets.UTF_8), body);
    }

    /** The id in the event itself, or null. Only with such an id are two messages certainly the same event. */
    public static String ofMetadata(JsonNode json) {
        JsonNode eventId = json == null ? null : json.path("metadata").path("eventId");
        boolean named =
                eventId != null && eventId.isTextual() && !eventId.textValue().isEmpty();
        return named ? safe(eventId.textValue()) : null;
    }

    private static String safe(String id) {
        return !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(EventId::safe)
                ? id
                : hash(new byte[0], id.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean safe(int character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '_'
                || character == ':'
                || character == '-';
    }

    private static String hash(byte[] scope, byte[] content) {
        MessageDigest sha256 = sha256();
        sha256.update(scope);
        sha256.update((byte) 0);
        return "sha256:" + HexFormat.of().formatHex(sha256.digest(content), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
