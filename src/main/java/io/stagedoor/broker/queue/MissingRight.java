package io.stagedoor.broker.queue;

import org.apache.qpid.protonj2.client.exceptions.ClientResourceRemotelyClosedException;

/** Recognizes that the broker refuses something because the user has no right to it. */
public final class MissingRight {

    private static final String FORBIDDEN = "amqp:unauthorized-access";

    /** Part of the message of Artemis, which calls it an internal error where the right to create is missing. */
    private static final String NO_RIGHT = "does not have permission";

    private MissingRight() {}

    public static boolean in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClientResourceRemotelyClosedException refused && isForbidden(refused)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForbidden(ClientResourceRemotelyClosedException refused) {
        boolean condition = refused.getErrorCondition() != null
                && FORBIDDEN.equals(refused.getErrorCondition().condition());
        return condition || String.valueOf(refused.getMessage()).contains(NO_RIGHT);
    }
}
