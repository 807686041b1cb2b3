package io.stagedoor.delivery.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class StandardWebhooksSignatureTest {

    @Test
    void the_vector_of_the_specification_is_signed_as_it_says() {
        byte[] key = StandardWebhooksSignature.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        String signature = StandardWebhooksSignature.v1(
                key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}".getBytes(UTF_8));
        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void an_id_with_a_dot_is_refused() {
        assertThatThrownBy(() -> StandardWebhooksSignature.v1(new byte[24], "a.b", 1, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_secret_has_24_to_64_bytes() {
        assertThat(StandardWebhooksSignature.key(secretOf(24))).hasSize(24);
        assertThat(StandardWebhooksSignature.key(secretOf(64))).hasSize(64);
        assertThatThrownBy(() -> StandardWebhooksSignature.key(secretOf(23))).hasMessageContaining("23 bytes");
        assertThatThrownBy(() -> StandardWebhooksSignature.key(secretOf(65))).hasMessageContaining("65 bytes");
    }

    @Test
    void a_broken_secret_is_refused_without_being_shown() {
        assertThatThrownBy(() -> StandardWebhooksSignature.key("hunter2"))
                .hasMessageContaining("whsec_")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> StandardWebhooksSignature.key("whsec_hunter2~"))
                .hasMessageContaining("base64")
                .hasMessageNotContaining("~")
                .hasNoCause();
    }

    private static String secretOf(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }
}
