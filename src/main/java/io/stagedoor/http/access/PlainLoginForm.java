package io.stagedoor.http.access;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;

/** A form without any style, for a program without a page. */
@DefaultBean
@Singleton
class PlainLoginForm implements LoginForm {

    @Override
    public String html(String to, String fault, boolean oidc) {
        return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Log in – Stagedoor</title>"
                + "<h1>Log in</h1>" + (fault == null ? "" : "<p role=\"alert\">" + escaped(fault) + "</p>")
                + "<form method=\"post\" action=\"/login\"><input type=\"hidden\" name=\"to\" value=\"" + escaped(to)
                + "\"><label>Token <input name=\"token\" type=\"password\" required></label>"
                + " <button>Log in</button></form>"
                + (oidc ? "<p><a href=\"/login/oidc\">Log in at your issuer</a></p>" : "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
