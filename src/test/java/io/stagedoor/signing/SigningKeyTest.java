package io.stagedoor.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    private static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

    @Test
    void the_test_vector_of_the_specification_has_its_signature() {
        assertThat(SigningKey.parse(WHSEC).sign(ID, 1614265330, BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void the_library_of_standard_webhooks_accepts_a_symmetric_signature() {
        long now = Instant.now().getEpochSecond();
        Map<String, List<String>> headers = Map.of(
                "webhook-id", List.of(ID),
                "webhook-timestamp", List.of(Long.toString(now)),
                "webhook-signature", List.of(SigningKey.parse(WHSEC).sign(ID, now, BODY)));

        assertThatCode(() -> new Webhook(WHSEC).verify(new String(BODY, UTF_8), headers))
                .doesNotThrowAnyException();
    }

    /** RFC 8032, 7.1: TEST 1, 2, 3 and SHA(abc). */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void the_test_vectors_of_rfc_8032_have_their_signatures(
            String seed, String publicKey, String message, String signature) {
        byte[] body = HexFormat.of().parseHex(message);
        Ed25519Key key = Ed25519Key.parse(whsk(seed));

        assertThat(key.publicKey().bytes()).asHexString().isEqualToIgnoringCase(publicKey);
        assertThat(key.sign(new byte[0], body)).asHexString().isEqualToIgnoringCase(signature);
        assertThat(Ed25519Key.parse(whsk(seed + publicKey)).sign(new byte[0], body))
                .asHexString()
                .isEqualToIgnoringCase(signature);
        assertThat(key.whsk()).isEqualTo(whsk(seed + publicKey));
    }

    @Test
    void another_library_accepts_an_asymmetric_signature_over_id_timestamp_and_body() {
        Ed25519Key key = Ed25519Key.generate();
        String signature = SigningKey.parse(key.whsk()).sign(ID, 1614265330, BODY);
        String whpk = key.publicKey().whpk();

        Ed25519Signer check = new Ed25519Signer();
        check.init(false, new Ed25519PublicKeyParameters(Base64.getDecoder().decode(whpk.substring(5))));
        byte[] signed = (ID + ".1614265330." + new String(BODY, UTF_8)).getBytes(UTF_8);
        check.update(signed, 0, signed.length);

        assertThat(whpk).startsWith("whpk_");
        assertThat(signature).startsWith("v1a,");
        assertThat(check.verifySignature(Base64.getDecoder().decode(signature.substring(4))))
                .isTrue();
    }

    @Test
    void each_kind_of_key_verifies_its_own_signature_and_no_other() {
        Ed25519Key key = Ed25519Key.generate();
        String v1 = SigningKey.parse(WHSEC).sign(ID, 1, BODY);
        String v1a = key.sign(ID, 1, BODY);

        assertThat(VerifyingKey.parse(WHSEC).verifies(v1, ID, 1, BODY)).isTrue();
        for (String asymmetric : List.of(key.whsk(), key.publicKey().whpk())) {
            VerifyingKey check = VerifyingKey.parse(asymmetric);
            assertThat(check.verifies(v1a, ID, 1, BODY)).isTrue();
            assertThat(check.verifies(v1a, ID, 2, BODY)).isFalse();
            assertThat(check.verifies(v1a, "other", 1, BODY)).isFalse();
            assertThat(check.verifies(v1a, ID, 1, new byte[0])).isFalse();
            assertThat(check.verifies(v1, ID, 1, BODY)).isFalse();
            assertThat(check.verifies("v1a,AAAA", ID, 1, BODY)).isFalse();
            assertThat(check.verifies("v1a,~", ID, 1, BODY)).isFalse();
        }
        assertThat(VerifyingKey.parse(WHSEC).verifies(v1a, ID, 1, BODY)).isFalse();
        assertThat(VerifyingKey.parse(Ed25519Key.generate().publicKey().whpk()).verifies(v1a, ID, 1, BODY))
                .isFalse();
    }

    @Test
    void one_text_holds_several_secrets_of_either_kind_one_a_line() {
        String text = WHSEC + "\n\n  " + Ed25519Key.generate().whsk() + " \r\n";

        assertThat(SigningKey.parseLines(text))
                .extracting(key -> key.sign(ID, 1, BODY).replaceAll(",.*", ""))
                .containsExactly("v1", "v1a");
    }

    @Test
    void an_id_with_a_dot_is_refused() {
        for (SigningKey key : List.of(SigningKey.parse(WHSEC), Ed25519Key.generate())) {
            assertThatThrownBy(() -> key.sign("a.b", 1, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_symmetric_secret_has_24_to_64_bytes() {
        assertThatCode(() -> SigningKey.parse(secretOf("whsec_", 24))).doesNotThrowAnyException();
        assertThatCode(() -> SigningKey.parse(secretOf("whsec_", 64))).doesNotThrowAnyException();
        assertThatThrownBy(() -> SigningKey.parse(secretOf("whsec_", 23))).hasMessageContaining("23 bytes");
        assertThatThrownBy(() -> SigningKey.parse(secretOf("whsec_", 65))).hasMessageContaining("65 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 63, 65})
    void an_asymmetric_key_has_32_or_64_bytes_and_a_public_one_32(int bytes) {
        assertThatThrownBy(() -> SigningKey.parse(secretOf("whsk_", bytes))).hasMessageContaining(bytes + " bytes");
        assertThatThrownBy(() -> VerifyingKey.parse(secretOf("whpk_", bytes))).hasMessageContaining(bytes + " bytes");
    }

    @Test
    void a_public_half_that_belongs_to_another_key_is_refused() {
        assertThatThrownBy(() -> SigningKey.parse(secretOf("whsk_", 64))).hasMessageContaining("are not of one key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "whsec_hunter2~", "whsk_hunter2~", "whpk_hunter2~", "WHSEC_hunter2"})
    void a_broken_secret_is_refused_without_being_shown(String secret) {
        assertThatThrownBy(() -> SigningKey.parse(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whs")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("~")
                .hasNoCause();
        assertThatThrownBy(() -> VerifyingKey.parse(secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    private static String whsk(String hex) {
        return "whsk_" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    private static String secretOf(String prefix, int bytes) {
        return prefix + Base64.getEncoder().encodeToString(new byte[bytes]);
    }
}
