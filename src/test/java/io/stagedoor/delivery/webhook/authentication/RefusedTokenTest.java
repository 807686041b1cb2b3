package io.stagedoor.delivery.webhook.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.delivery.attempt.Failure;
import io.stagedoor.delivery.attempt.Failure.Kind;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens that a receiver refuses. */
class RefusedTokenTest extends OAuth2Rig {

    @Test
    void a_refused_token_is_dropped_and_the_delivery_tried_once_more_within_the_attempt() throws Exception {
        String uri = uri(Map.of());
        webhooks.post(uri, "evt_1", EVENT);
        receiver.answers(
                request -> Answer.of("Bearer token-1".equals(request.headers().get("authorization")) ? 401 : 204));

        assertThat(webhooks.post(uri, "evt_2", EVENT)).isNull();
        assertThat(receiver.requests("evt_2"))
                .extracting(request -> request.headers().get("authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
        assertThat(receiver.requests("evt_2"))
                .extracting(request -> request.headers().get("webhook-timestamp"))
                .containsOnly(Long.toString(clock.instant().getEpochSecond()));
    }

    @Test
    void sixty_four_refused_deliveries_ask_for_one_new_token() throws Exception {
        String uri = uri(Map.of());
        webhooks.post(uri, "evt_1", EVENT);
        receiver.answers(
                request -> Answer.of("Bearer token-1".equals(request.headers().get("authorization")) ? 401 : 204));
        postAll(uri, 64);

        assertThat(issued).hasValue(2);
    }

    @Test
    void a_receiver_that_refuses_every_token_fails_the_attempt() throws Exception {
        receiver.answers(request -> Answer.of(401));

        Failure failure = webhooks.post(uri(Map.of()), "evt_1", EVENT);

        assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure.status()).isEqualTo(401);
        assertThat(receiver.requests("evt_1")).hasSize(2);
    }
}
