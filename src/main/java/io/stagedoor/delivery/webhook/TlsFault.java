package io.stagedoor.delivery.webhook;

import java.util.Optional;
import javax.net.ssl.SSLException;

/** What went wrong with TLS, in words that help: the exception on top says only that something did. */
final class TlsFault {

    private TlsFault() {}

    /** Empty when TLS has no part in the failure. */
    static Optional<String> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return Optional.of(explain(deepest(cause)));
            }
        }
        return Optional.empty();
    }

    private static Throwable deepest(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    private static String explain(Throwable fault) {
        String text = String.valueOf(fault.getMessage());
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
