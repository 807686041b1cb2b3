package io.stagedoor.delivery.webhook.connection;

import io.quarkus.runtime.util.ExceptionUtil;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Explains a TLS failure: the outermost exception says only that there was one.
 *
 * @param ours whether our client certificate has expired or is revoked
 */
public record TlsFault(boolean ours, String text) {

    /** Alerts of a receiver about it (RFC 8446, 6.2); other alerts may be the receiver's own fault. */
    private static final Pattern OF_OUR_CERTIFICATE =
            Pattern.compile("Received fatal alert: certificate_(expired|revoked)");

    /** Empty if the failure does not involve TLS. */
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
            return text + "; the receiver's certificate is from a CA that this program does not trust: set that CA"
                    + " in quarkus.tls.<name>.trust-store and that <name> in the option tls of webhook:";
        }
        if (text.contains("certificate_required") || text.contains("bad_certificate")) {
            return text + "; the receiver wants a client certificate that it trusts: set it in"
                    + " quarkus.tls.<name>.key-store and that <name> in the option tls of webhook:";
        }
        return text;
    }
}
