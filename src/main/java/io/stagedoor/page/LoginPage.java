package io.stagedoor.page;

import io.stagedoor.http.access.LoginForm;
import io.stagedoor.page.view.Login;
import jakarta.inject.Singleton;

/** The form in which a person logs in. */
@Singleton
class LoginPage implements LoginForm {

    private final Frame frame;

    LoginPage(Frame frame) {
        this.frame = frame;
    }

    @Override
    public String html(String to, String fault, boolean oidc) {
        return Templates.login(frame.bare("Log in"), new Login(to, fault, oidc)).render();
    }
}
