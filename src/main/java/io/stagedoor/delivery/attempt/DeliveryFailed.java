package io.stagedoor.delivery.attempt;

/** Thrown by a step that delivers, and knows what its failure means. Any other exception of a step is retryable. */
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
