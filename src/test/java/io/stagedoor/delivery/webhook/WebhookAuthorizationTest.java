package io.stagedoor.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.receiver.Receiver.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** User and password, or a token, in a webhook. */
class WebhookAuthorizationTest extends WebhookRequestRig {

    @Test
    void basic_authorization_is_what_rfc_7617_says() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "open sesame\n");

        // The example of RFC 7617, 2.
        Request request = posted(Map.of("username", "Aladdin", "password", "file:" + password));

        assertThat(request.headers()).containsEntry("authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void a_bearer_token_is_sent_as_in_its_file() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "mF_9.B5f-4.1JqM\n");

        assertThat(posted(Map.of("bearer", "file:" + token)).headers())
                .containsEntry("authorization", "Bearer mF_9.B5f-4.1JqM");
    }

    @ParameterizedTest
    @CsvSource({
        "password, hunter2, password",
        "bearer, hunter2, bearer",
        "oauth2ClientSecret, hunter2, oauth2ClientSecret",
        "username, cmdb, password is missing",
        "username, a:b, password is missing",
        "oauth2TokenUrl, http://localhost/, oauth2ClientId is missing",
        "oauth2Scopes, x, oauth2Scopes is not an option",
        "oauth2ClientAuthentication, jwt, oauth2TokenUrl is missing",
        "format, cloudevents, format=cloudevents is none of",
        "cloudEventsSource, a b, cloudEventsSource=a b"
    })
    void the_error_names_an_invalid_authorization_or_format(String option, String value, String expected) {
        assertThat(assertRefused(Map.of(option, value), option.replaceAll("2.*", ""), expected))
                .doesNotContain("hunter2");
    }

    @Test
    void only_one_authorization_is_possible() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "hunter2");
        assertRefused(
                Map.of("username", "u", "password", "file:" + file, "bearer", "file:" + file),
                "username and password, bearer",
                "only one");
        assertRefused(
                Map.of("bearer", "file:" + file, "header.x", "Authorization: file:" + file),
                "the header Authorization",
                "only one");
    }
}
