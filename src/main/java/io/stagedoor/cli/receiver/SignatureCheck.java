package io.stagedoor.cli.receiver;

import io.stagedoor.signing.SignedWebhook;
import io.stagedoor.signing.VerifyingKey;
import java.time.Clock;
import java.util.List;

/** Says in a word whether the signature of a request is right. */
final class SignatureCheck {

    private final List<VerifyingKey> keys;
    private final Clock clock;

    /** @param keys one matching key is enough; without keys nothing is checked */
    SignatureCheck(List<VerifyingKey> keys, Clock clock) {
        this.keys = List.copyOf(keys);
        this.clock = clock;
    }

    /** @return {@code verified}, {@code WRONG} with the cause, or {@code not checked} */
    String of(ReceivedRequest request) {
        if (keys.isEmpty()) {
            return "not checked";
        }
        SignedWebhook webhook = new SignedWebhook(
                request.header("webhook-id"),
                request.header("webhook-timestamp"),
                request.header("webhook-signature"),
                request.body());
        return webhook.fault(keys, clock.instant())
                .map(why -> "WRONG (" + why + ")")
                .orElse("verified");
    }
}
