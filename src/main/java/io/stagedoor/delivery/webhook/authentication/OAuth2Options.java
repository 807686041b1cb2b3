package io.stagedoor.delivery.webhook.authentication;

import io.stagedoor.delivery.webhook.connection.WebhookUrl;
import io.stagedoor.secret.CurrentSecret;
import java.io.IOException;
import java.util.Map;

/**
 * The options for client credentials of OAuth 2 (RFC 6749, 4.4).
 *
 * @param scope null to leave it to the server
 * @param inBody whether the client authenticates in the body, which RFC 6749, 2.3.1, allows but does not recommend
 */
record OAuth2Options(
        WebhookUrl tokenUrl, String clientId, CurrentSecret<String> clientSecret, String scope, boolean inBody) {

    private static final String PREFIX = "oauth2";

    /** @return null if there is no such option */
    static OAuth2Options take(Options options) throws IOException {
        String tokenUrl = options.take("oauth2TokenUrl");
        String clientId = options.take("oauth2ClientId");
        CurrentSecret<String> secret = options.takeSecret("oauth2ClientSecret", OAuth2Options::visible);
        String scope = options.take("oauth2Scope");
        String way = options.take("oauth2ClientAuthentication");
        Map<String, String> unknown = options.takeAll(PREFIX);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    PREFIX + unknown.keySet().iterator().next()
                            + " is not an option; the options are oauth2TokenUrl, oauth2ClientId,"
                            + " oauth2ClientSecret, oauth2Scope and"
                            + " oauth2ClientAuthentication");
        }
        if (tokenUrl == null && clientId == null && secret == null && scope == null && way == null) {
            return null;
        }
        require("oauth2TokenUrl", tokenUrl);
        require("oauth2ClientId", clientId);
        require("oauth2ClientSecret", secret);
        return new OAuth2Options(WebhookUrl.parse("oauth2TokenUrl", tokenUrl), clientId, secret, scope, inBody(way));
    }

    private static boolean inBody(String way) {
        if (way == null || way.equals("basic")) {
            return false;
        }
        if (way.equals("body")) {
            return true;
        }
        throw new IllegalArgumentException("oauth2ClientAuthentication=" + way + " is neither basic nor body");
    }

    private static void require(String option, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    option + " is missing; oauth2TokenUrl, oauth2ClientId and oauth2ClientSecret belong together");
        }
    }

    /** Checks the secret by RFC 6749, A.2. */
    private static String visible(String secret) {
        if (!secret.matches("[ -~]+")) {
            throw new IllegalArgumentException("it contains something other than printable ASCII");
        }
        return secret;
    }

    /** The token endpoint for errors, without its query, which may contain a secret. */
    String shownUrl() {
        return tokenUrl.text().replaceFirst("\\?.*", "");
    }
}
