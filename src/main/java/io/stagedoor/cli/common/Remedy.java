package io.stagedoor.cli.common;

import io.stagedoor.broker.Credential;

/** What the broker says, and how to get the right that it misses. */
public final class Remedy {

    /** In the words of Artemis. */
    private static final String NO_RIGHT = "does not have permission";

    private Remedy() {}

    public static String with(String message) {
        return !message.contains(NO_RIGHT)
                ? message
                : message + ". Log in with --user and --password-file. The embedded broker knows the user '"
                        + Credential.USER
                        + "', with the password in broker/password below stagedoor.data; a command that"
                        + " runs where 'stagedoor run' does, as the same user of the machine, takes them by itself";
    }
}
