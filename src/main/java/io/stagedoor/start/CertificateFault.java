package io.stagedoor.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Certificates that Quarkus' TLS registry cannot use. It reads the files below {@code quarkus.tls.<name>} before the
 * program begins, and throws through Quarkus' own code, which logs a stack trace where a user needs one line.
 */
public final class CertificateFault {

    private static final String REGISTRY = "io.quarkus.tls.";

    private CertificateFault() {}

    /** The line for a failure: which certificates, why, and what to do; empty if the TLS registry did not throw it. */
    public static Optional<String> line(Throwable failure) {
        for (Throwable at = failure; at != null && at != at.getCause(); at = at.getCause()) {
            if (isOfTheRegistry(at)) {
                return Optional.of("a certificate cannot be used: " + reasons(at)
                        + ". Correct the keys quarkus.tls.<name>.*, or the files that they name");
            }
        }
        return Optional.empty();
    }

    private static boolean isOfTheRegistry(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith(REGISTRY);
    }

    /** The registry's message names the configuration; the root cause names the file, or what is wrong in it. */
    private static String reasons(Throwable failure) {
        List<String> reasons = new ArrayList<>();
        for (Throwable at = failure; at != null && at != at.getCause(); at = at.getCause()) {
            String reason = at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
            if (reasons.stream().noneMatch(known -> known.contains(reason))) {
                reasons.add(reason);
            }
        }
        return String.join(": ", reasons);
    }
}
