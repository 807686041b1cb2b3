package io.stagedoor.http.access;

/** Renders the form in which a person logs in: {@code POST /login} with the fields {@code token} and {@code to}. */
public interface LoginForm {

    /**
     * @param to the path to go to afterwards
     * @param fault why the last try was refused; null if there was none
     * @param oidc whether {@code GET /login/oidc} logs in at the issuer
     * @return HTML
     */
    String html(String to, String fault, boolean oidc);
}
