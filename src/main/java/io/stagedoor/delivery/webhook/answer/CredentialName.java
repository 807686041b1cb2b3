package io.stagedoor.delivery.webhook.answer;

import java.util.regex.Pattern;

/** Recognizes headers whose value is a secret by their name. */
public final class CredentialName {

    private static final Pattern CREDENTIAL =
            Pattern.compile(".*(authorization|cookie|api-?key|token|secret|password|credential).*");

    private CredentialName() {}

    /** @param header in lower case */
    public static boolean is(String header) {
        return CREDENTIAL.matcher(header).matches();
    }
}
