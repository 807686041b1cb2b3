package io.stagedoor.history;

/**
 * One HTTP status, or a class of them.
 *
 * @param text such as {@code 503} or {@code 5xx}
 */
public record StatusPattern(String text) {

    /** @throws IllegalArgumentException for anything but a status from 100 to 599 or a class from 1xx to 5xx */
    public StatusPattern {
        if (!text.matches("[1-5]([0-9][0-9]|xx)")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an HTTP status such as 503, nor a class such as 5xx");
        }
    }

    /** @param status null if there was no answer, which matches no pattern */
    public boolean matches(Integer status) {
        if (status == null) {
            return false;
        }
        return text.endsWith("xx")
                ? status / 100 == text.charAt(0) - '0'
                : status.toString().equals(text);
    }
}
