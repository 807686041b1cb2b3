package io.stagedoor.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A person logs in at an issuer of OpenID Connect, with what a browser does: cookies and redirects. */
class OidcPersonIT extends ApiRig {

    private static final String PAUSE = "/api/destinations/archive/pause";

    private Issuer issuer;

    @Override
    void prepare() throws Exception {
        issuer = new Issuer();
        settings.put("quarkus.oidc.tenant-enabled", "true");
        settings.put("quarkus.oidc.auth-server-url", issuer.url());
        settings.put("quarkus.oidc.client-id", Issuer.CLIENT);
        settings.put("quarkus.oidc.credentials.secret", "a-secret-of-the-client-0123456789");
    }

    @AfterAll
    void stop() {
        issuer.close();
    }

    /** A browser of somebody else each time. */
    private final class Browser {

        private final CookieManager cookies = new CookieManager();
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(Redirect.NORMAL)
                .build();

        HttpResponse<String> open(String path) throws Exception {
            return http.send(request(path).build(), BodyHandlers.ofString());
        }

        HttpResponse<String> post(String path, String... headers) throws Exception {
            HttpRequest.Builder request = request(path).POST(BodyPublishers.noBody());
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return http.send(request.build(), BodyHandlers.ofString());
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(origin() + path)).header("Accept", "text/html,*/*");
        }
    }

    private String origin() {
        return "http://localhost:" + port;
    }

    private Browser loggedIn(String name, String role) throws Exception {
        issuer.person(issuer.claims(name, Set.of(role)));
        Browser browser = new Browser();
        HttpResponse<String> answer = browser.open("/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.uri().getPath()).isEqualTo("/");
        assertThat(answer.uri().getQuery()).as("no code stays in the address").isNull();
        assertThat(answer.body()).contains("my-service", name, role);
        return browser;
    }

    @Test
    void a_viewer_reads_and_an_operator_acts() throws Exception {
        Browser viewer = loggedIn("jane", "viewer");
        assertThat(viewer.open("/destinations/my-service").statusCode()).isEqualTo(200);
        assertThat(viewer.open("/api/destinations").body()).contains("\"my-service\"");
        assertThat(viewer.post(PAUSE, "Origin", origin()).statusCode()).isEqualTo(403);

        Browser operator = loggedIn("max", "operator");
        assertThat(operator.post(PAUSE, "Origin", origin()).statusCode()).isEqualTo(200);
        awaitAudit("action=pause", "who=\"max\"", "role=operator");
    }

    @Test
    void a_session_is_a_cookie_that_no_script_and_no_other_site_can_use() throws Exception {
        Browser operator = loggedIn("max", "operator");

        assertThat(operator.cookies.getCookieStore().getCookies())
                .filteredOn(cookie -> cookie.getName().startsWith("q_session"))
                .isNotEmpty()
                .allMatch(HttpCookie::isHttpOnly);
        assertThat(operator.post(PAUSE, "Origin", "http://elsewhere.example").statusCode())
                .isEqualTo(403);
        assertThat(operator.post(PAUSE).statusCode())
                .as("nothing shows that a page of ours sends it")
                .isEqualTo(403);
    }

    @Test
    void whoever_logs_out_has_to_go_to_the_issuer_again() throws Exception {
        Browser operator = loggedIn("max", "operator");
        int before = issuer.logins();
        operator.open("/");
        assertThat(issuer.logins()).isEqualTo(before);

        assertThat(operator.post("/logout", "Origin", origin()).uri().getPath()).isEqualTo("/login");
        operator.open("/");
        assertThat(issuer.logins()).isEqualTo(before + 1);
    }

    @Test
    void a_login_for_another_program_and_one_without_a_role_show_nothing() throws Exception {
        issuer.person(issuer.claims("max", Set.of("operator")).audience("another-program"));
        HttpResponse<String> stranger = new Browser().open("/");
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.body()).doesNotContain("my-service");

        issuer.person(issuer.claims("eve", Set.of("others")));
        HttpResponse<String> guest = new Browser().open("/");
        assertThat(guest.statusCode()).isEqualTo(403);
        assertThat(guest.body()).doesNotContain("my-service");
    }
}
