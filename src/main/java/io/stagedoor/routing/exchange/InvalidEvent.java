package io.stagedoor.routing.exchange;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** An event that can never be delivered: it becomes a dead letter with reason {@code invalid}. */
@RegisterForReflection // Camel loads it by name.
public final class InvalidEvent extends Exception {

    private final String pointer;
    private final String keyword;

    /**
     * @param pointer JSON Pointer (RFC 6901) to the fault in the body; empty for the whole body
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
