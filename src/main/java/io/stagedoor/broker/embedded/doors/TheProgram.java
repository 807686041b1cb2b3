package io.stagedoor.broker.embedded.doors;

import java.security.Principal;
import javax.security.auth.Subject;

/** Marks a subject that logged in with the program's password. */
enum TheProgram implements Principal {
    INSTANCE;

    static boolean is(Subject subject) {
        return subject != null && subject.getPrincipals().contains(INSTANCE);
    }

    @Override
    public String getName() {
        return "the program";
    }
}
