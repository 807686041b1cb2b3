package io.stagedoor.routing.exchange;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The event can never be delivered as it is: it becomes a dead letter with reason {@code invalid}. */
@RegisterForReflection // Camel finds it by its name.
public final class InvalidEvent extends Exception {

    private final String pointer;
    private final String keyword;

    /**
     * @param pointer RFC 6901, into the body, at the fault; empty for the whole body
     * @param keyword the JSON Schema keyword that failed, or {@code json}, {@code size}, {@code body}
     */
    InvalidEvent(String pointer, String keyword, String message) {
        super(message, null, false, false);
        this.pointer = pointer;
        this.keyword = keyword;
    }

    String pointer() {
        return pointer;
    }

    String keyword() {
        return keyword;
    }
}
