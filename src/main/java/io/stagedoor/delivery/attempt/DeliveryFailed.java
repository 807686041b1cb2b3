package io.stagedoor.delivery.attempt;

/** The failure of a step that delivers, with its meaning. Any other exception of a step is retryable. */
public final class DeliveryFailed extends Exception {

    private final transient Failure failure;

    public DeliveryFailed(Failure failure) {
        super(failure.error(), null, false, false);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
