package io.stagedoor.http.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives an operator the role of a viewer, whoever named the operator: a token, or an issuer. */
@ApplicationScoped
class OperatorsAreViewers implements SecurityIdentityAugmentor {

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        boolean lacks = identity.hasRole(Roles.OPERATOR) && !identity.hasRole(Roles.VIEWER);
        return Uni.createFrom()
                .item(
                        lacks
                                ? QuarkusSecurityIdentity.builder(identity)
                                        .addRole(Roles.VIEWER)
                                        .build()
                                : identity);
    }
}
