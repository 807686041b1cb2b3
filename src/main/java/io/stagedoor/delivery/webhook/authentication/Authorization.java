package io.stagedoor.delivery.webhook.authentication;

import io.vertx.core.Future;

/** Who sends: the value of the header {@code authorization}. */
public interface Authorization extends AutoCloseable {

    /** The name of the header, in lower case. */
    String HEADER = "authorization";

    /**
     * Empty for no such header. Fails with a {@link io.stagedoor.delivery.attempt.DeliveryFailed} that says what the failure means.
     */
    Future<String> value();

    /**
     * The receiver answered 401 to this value.
     *
     * @return whether there can be another one, so that trying once more makes sense
     */
    default boolean refused(String value) {
        return false;
    }

    @Override
    default void close() {}
}
