package io.stagedoor.delivery.webhook.answer;

import java.util.Set;
import java.util.TreeSet;

/**
 * The 4xx statuses that a destination tries again, besides those that are always tried again. Useful for a receiver
 * that answers 404 during its deployment.
 */
public record RetryStatuses(Set<Integer> statuses) {

    public static final RetryStatuses NONE = new RetryStatuses(Set.of());

    /**
     * @param text such as {@code 404,422}
     * @throws IllegalArgumentException for anything but a status from 400 to 499, and for a status with a fixed meaning
     */
    public static RetryStatuses parse(String text) {
        Set<Integer> statuses = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            statuses.add(status(part.strip(), text));
        }
        return new RetryStatuses(Set.copyOf(statuses));
    }

    private static int status(String part, String text) {
        if (!part.matches("4[0-9][0-9]")) {
            throw new IllegalArgumentException("retryStatuses=" + text + ": '" + part
                    + "' is not a status from 400 to 499; separate them by commas, such as 404,422");
        }
        int status = Integer.parseInt(part);
        if (status == WebhookAnswer.GONE) {
            throw new IllegalArgumentException(
                    "retryStatuses=" + text + ": remove 410, it ends all deliveries to the destination");
        }
        if (WebhookAnswer.RETRYABLE_4XX.contains(status)) {
            throw new IllegalArgumentException(
                    "retryStatuses=" + text + ": " + status + " is always tried again, remove it");
        }
        return status;
    }

    boolean contains(int status) {
        return statuses.contains(status);
    }

    @Override
    public String toString() {
        return String.join(
                ",", new TreeSet<>(statuses).stream().map(String::valueOf).toList());
    }
}
