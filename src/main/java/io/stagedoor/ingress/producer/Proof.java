package io.stagedoor.ingress.producer;

/** How a producer proves who he is. Thread-safe. */
public sealed interface Proof permits BearerToken, WebhookSignature, GitHubSignature {

    /**
     * Whether the header {@code Authorization} alone is the proof. It is known before the body is.
     *
     * @param authorization its value; empty if it is missing
     */
    default boolean accepts(String authorization) {
        return false;
    }

    /** Whether the signature of the body is the proof. */
    default boolean accepts(SignedRequest request) {
        return false;
    }
}
