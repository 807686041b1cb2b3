package io.stagedoor.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.browser.Tab;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who may see and do what in a browser, where a login is needed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageAccessIT {

    private static final Map<String, String> TOKENS =
            Map.of("viewer", "a-viewers-token-for-tests", "operator", "an-operators-token-for-tests");

    @TempDir
    static Path folder;

    private PageRig page;

    @BeforeAll
    void start() throws Exception {
        Map<String, String> settings = new HashMap<>();
        for (Map.Entry<String, String> token : TOKENS.entrySet()) {
            Path file = Files.writeString(folder.resolve(token.getKey()), token.getValue());
            settings.put("stagedoor.http.tokens.the-" + token.getKey() + ".token", "file:" + file);
            settings.put("stagedoor.http.tokens.the-" + token.getKey() + ".role", token.getKey());
        }
        page = new PageRig(folder, settings);
    }

    @AfterAll
    void stop() throws Exception {
        if (page != null) {
            page.close();
        }
    }

    @Test
    void nobody_sees_anything_before_the_login_which_leads_back() {
        try (Tab tab = page.tab().open("/destinations/my-service?status=503")) {
            assertThat(tab.path()).startsWith("/login?to=");
            assertThat(tab.text()).contains("Log in").doesNotContain("my-service", "Destinations");
            tab.picture(PageRig.picture("login"));
            tab.fill("#token", "a wrong token").follow("main button");
            assertThat(tab.text()).contains("Refused", "This is no token of this installation.");
            logIn(tab, "operator");
            assertThat(tab.path()).isEqualTo("/destinations/my-service?status=503");
        }
    }

    @Test
    void a_viewer_sees_everything_and_changes_nothing() throws Exception {
        page.send("backstage/techdocs/build", "{}".getBytes(StandardCharsets.UTF_8));
        try (Tab tab = page.tab().open("/destinations/my-service")) {
            logIn(tab, "viewer");
            assertThat(tab.text()).contains("the-viewer (viewer)", "Attempts").doesNotContain("Send a test event");
            tab.openUntil("/dead-letters", "document.querySelector('a.id') !== null");
            assertThat(tab.eval("document.querySelectorAll('main form[method=post] button').length")
                            .asInt())
                    .isZero();
            tab.follow("main a.id");
            assertThat(tab.eval("document.querySelectorAll('main button').length")
                            .asInt())
                    .isZero();
            tab.open("/contract/channel?address=backstage/techdocs/build");
            assertThat(tab.eval("document.querySelectorAll('textarea').length").asInt())
                    .isZero();
            assertThat(tab.eval("fetch('/destinations/my-service/pause', {method: 'POST'}).then((r) => r.status)")
                            .asInt())
                    .isEqualTo(403);
            tab.open("/destinations/my-service");
            assertThat(tab.text()).doesNotContain("Paused");
        }
        assertThat(page.program().output()).contains("outcome=denied");
    }

    @Test
    void an_operator_acts_and_logs_out() {
        try (Tab tab = page.tab().open("/")) {
            logIn(tab, "operator");
            tab.open("/destinations/my-service").follow("form[action$=pause] button");
            tab.follow("form[action$=resume] button");
            tab.follow(".who button");
            assertThat(tab.path()).isEqualTo("/login");
            assertThat(tab.open("/").path()).startsWith("/login");
        }
        assertThat(page.program().output()).contains("action=pause who=\"the-operator\"");
    }

    private static void logIn(Tab tab, String role) {
        tab.fill("#token", TOKENS.get(role)).follow("main button");
    }
}
