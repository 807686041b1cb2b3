package io.stagedoor.http.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A name and a role that were shown to be right. */
final class AccessRequest extends BaseAuthenticationRequest {

    private final String name;
    private final String role;

    AccessRequest(String name, String role) {
        this.name = name;
        this.role = role;
    }

    String name() {
        return name;
    }

    String role() {
        return role;
    }
}
