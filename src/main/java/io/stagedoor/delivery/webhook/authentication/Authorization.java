package io.stagedoor.delivery.webhook.authentication;

import io.vertx.core.Future;

/** Authenticates the sender: provides the value of the header {@code authorization}. */
public interface Authorization extends AutoCloseable {

    /** The name of the header, in lower case. */
    String HEADER = "authorization";

    /**
     * Empty for no such header. Fails with a {@link io.stagedoor.delivery.attempt.DeliveryFailed} that has the meaning
     * of the failure.
     */
    Future<String> value();

    /**
     * The receiver answered 401 to this value.
     *
     * @return whether another value is possible, so that the caller should try once more
     */
    default boolean refused(String value) {
        return false;
    }

    @Override
    default void close() {}
}
