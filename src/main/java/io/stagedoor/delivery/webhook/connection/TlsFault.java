package io.stagedoor.delivery.webhook.connection;

import io.quarkus.runtime.util.ExceptionUtil;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * What went wrong with TLS, in words that help: the exception on top says only that something did.
 *
 * @param ours whether our client certificate is over
 */
public record TlsFault(boolean ours, String text) {

    /** What a receiver says of it, RFC 8446, 6.2; the other alerts may be its own fault. */
    private static final Pattern OF_OUR_CERTIFICATE =
            Pattern.compile("Received fatal alert: certificate_(expired|revoked)");

    /** Empty when TLS has no part in the failure. */
    public static Optional<TlsFault> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return Optional.of(explain(ExceptionUtil.getRootCause(cause)));
            }
        }
        return Optional.empty();
    }

    private static TlsFault explain(Throwable fault) {
        String text = String.valueOf(fault.getMessage());
        return new TlsFault(OF_OUR_CERTIFICATE.matcher(text).find(), help(text));
    }

    private static String help(String text) {
        if (text.contains("unable to find valid certification path")) {
            return text + "; the receiver's certificate is from a CA that is not trusted here: name that CA in"
                    + " quarkus.tls.<name>.trust-store and that <name> as the option tls of webhook:";
        }
        if (text.contains("certificate_required") || text.contains("bad_certificate")) {
            return text + "; the receiver wants a client certificate that it trusts: name it in"
                    + " quarkus.tls.<name>.key-store and that <name> as the option tls of webhook:";
        }
        return text;
    }
}
