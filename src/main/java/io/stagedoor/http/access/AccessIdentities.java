package io.stagedoor.http.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the identity of somebody with a token, or on localhost. */
@ApplicationScoped
class AccessIdentities implements IdentityProvider<AccessRequest> {

    @Override
    public Class<AccessRequest> getRequestType() {
        return AccessRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(AccessRequest request, AuthenticationRequestContext context) {
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(request.name()))
                        .addRole(request.role())
                        .build());
    }
}
