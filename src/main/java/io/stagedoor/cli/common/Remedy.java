package io.stagedoor.cli.common;

import io.stagedoor.broker.Credential;

/** Adds to an error of the broker how to get a missing permission. */
public final class Remedy {

    /** Part of the message of Artemis. */
    private static final String NO_RIGHT = "does not have permission";

    private Remedy() {}

    public static String with(String message) {
        return !message.contains(NO_RIGHT)
                ? message
                : message + ". Log in with --user and --password-file. The embedded broker has the user '"
                        + Credential.USER
                        + "', with the password in broker/password in the folder stagedoor.data. A command uses"
                        + " both by default if it runs in the same folder and as the same user as 'stagedoor run'";
    }
}
