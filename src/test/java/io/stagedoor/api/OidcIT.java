package io.stagedoor.api;

import static io.stagedoor.api.Client.json;
import static io.stagedoor.api.Client.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who may use the API when an issuer of OpenID Connect says who somebody is. */
class OidcIT extends ApiRig {

    private static final String PAUSE = "/api/destinations/archive/pause";

    private Issuer issuer;
    private Issuer stranger;

    @Override
    void prepare() throws Exception {
        issuer = new Issuer();
        stranger = new Issuer();
        settings.put("quarkus.oidc.tenant-enabled", "true");
        settings.put("quarkus.oidc.auth-server-url", issuer.url());
        settings.put("quarkus.oidc.client-id", Issuer.CLIENT);
        settings.put("quarkus.oidc.credentials.secret", "a-secret-of-the-client-0123456789");
        settings.put("quarkus.oidc.roles.role-claim-path", "groups");
    }

    @AfterAll
    void stop() {
        issuer.close();
        stranger.close();
    }

    @Test
    void a_program_brings_a_token_whose_roles_count() throws Exception {
        Client viewer = client.bearer(issuer.token("jane", Set.of("viewer")));
        json(viewer.get("/api/channels"), 200);
        problem(viewer.post(PAUSE), 403);
        Client operator = client.bearer(issuer.token("max", Set.of("operator", "others")));
        json(operator.get("/api/channels"), 200);
        json(operator.post(PAUSE), 200);
        json(operator.post("/api/destinations/archive/resume"), 200);
        awaitAudit("action=pause", "who=\"max\"", "role=operator");
        problem(client.bearer(issuer.token("eve", Set.of("others"))).get("/api/channels"), 403);
    }

    @Test
    void a_token_of_another_issuer_and_no_token_are_refused() throws Exception {
        problem(client.bearer(stranger.token("max", Set.of("operator"))).get("/api/channels"), 401);
        problem(client.bearer("no-token").get("/api/channels"), 401);
        problem(client.get("/api/channels"), 401);
    }

    @Test
    void a_token_for_another_program_an_old_one_and_one_for_nobody_are_refused() throws Exception {
        Set<String> roles = Set.of("operator");
        problem(bearer(issuer.claims("max", roles).audience("another-program")), 401);
        problem(bearer(issuer.claims("max", roles).issuedAt(1_000).expiresAt(2_000)), 401);
        problem(bearer(Jwt.issuer(issuer.url()).upn("max").groups(roles).expiresIn(600)), 401);
        awaitAudit("action=login", "outcome=failed");
    }

    private HttpResponse<String> bearer(JwtClaimsBuilder claims) throws Exception {
        return client.bearer(issuer.token(claims)).get("/api/channels");
    }

    @Test
    void a_person_is_led_to_the_issuer() throws Exception {
        HttpResponse<String> answer = client.with("Accept", "text/html").get("/api/channels");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse(""))
                .startsWith(issuer.url() + "/authorize?")
                .contains("response_type=code", "client_id=stagedoor", "state=");
    }
}
