package io.stagedoor.delivery.webhook.answer;

import java.util.Set;
import java.util.TreeSet;

/**
 * The 4xx statuses that a destination wants to be tried again, beyond those that always are: for a receiver that says
 * 404 while it is being deployed.
 */
public record RetryStatuses(Set<Integer> statuses) {

    public static final RetryStatuses NONE = new RetryStatuses(Set.of());

    /**
     * @param text such as {@code 404,422}
     * @throws IllegalArgumentException for what is no status from 400 to 499, or one that means something by itself
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
                    + "' is no status from 400 to 499; write them with commas between, such as 404,422");
        }
        int status = Integer.parseInt(part);
        if (status == WebhookAnswer.GONE) {
            throw new IllegalArgumentException(
                    "retryStatuses=" + text + ": 410 cannot be among them, it ends all deliveries to the destination");
        }
        if (WebhookAnswer.RETRYABLE_4XX.contains(status)) {
            throw new IllegalArgumentException(
                    "retryStatuses=" + text + ": " + status + " is always tried again, leave it out");
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
