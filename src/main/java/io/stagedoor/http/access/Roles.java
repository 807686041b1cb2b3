package io.stagedoor.http.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.stagedoor.operations.Actor;
import java.util.Set;

/** The two roles. Whoever is an operator is a viewer, too. */
public final class Roles {

    /** Reads. */
    public static final String VIEWER = "viewer";

    /** Reads and acts. */
    public static final String OPERATOR = "operator";

    public static final Set<String> ALL = Set.of(VIEWER, OPERATOR);

    private Roles() {}

    /** Who sends the request, for the audit. */
    public static Actor actor(SecurityIdentity identity) {
        return new Actor(
                identity.isAnonymous() ? "nobody" : identity.getPrincipal().getName(), role(identity));
    }

    private static String role(SecurityIdentity identity) {
        if (identity.hasRole(OPERATOR)) {
            return OPERATOR;
        }
        return identity.hasRole(VIEWER) ? VIEWER : "none";
    }
}
