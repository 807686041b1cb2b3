package io.stagedoor.page.view;

/**
 * {@code login.html}.
 *
 * @param to the path to go to afterwards
 * @param fault why the last try was refused; null if there was none
 * @param oidc whether a person can also log in at the issuer
 */
public record Login(String to, String fault, boolean oidc) {}
