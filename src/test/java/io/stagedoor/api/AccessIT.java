package io.stagedoor.api;

import static io.stagedoor.api.Client.json;
import static io.stagedoor.api.Client.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Who may use the API when there are tokens: on localhost, too. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessIT extends ApiRig {

    private static final String VIEWER = "a-viewers-token-0123456789";
    private static final String OPERATOR = "an-operators-token-0123456789";
    private static final String LATER = "a-later-token-0123456789";
    private static final String CHANNELS = "/api/channels";
    private static final String PAUSE = "/api/destinations/archive/pause";

    private Path operator;

    @Override
    void prepare() throws Exception {
        Path viewer = Files.writeString(folder.resolve("viewer"), VIEWER);
        operator = Files.writeString(folder.resolve("operator"), OPERATOR + "\n");
        settings.put("stagedoor.http.tokens.reader.token", "file:" + viewer);
        settings.put("stagedoor.http.tokens.reader.role", "viewer");
        settings.put("stagedoor.http.tokens.on-call.token", "file:" + operator);
        settings.put("stagedoor.http.tokens.on-call.role", "operator");
    }

    private HttpResponse<String> logIn(String token, String to) throws Exception {
        return client.with("Content-Type", "application/x-www-form-urlencoded")
                .with("Origin", "http://localhost:" + port)
                .send("POST", "/login", "token=" + token + "&to=" + to);
    }

    @Test
    @Order(1)
    void nobody_gets_nothing_and_is_told_how_to_log_in() throws Exception {
        for (String path : new String[] {CHANNELS, "/api/openapi", "/api/nothing"}) {
            HttpResponse<String> answer = client.get(path);
            problem(answer, 401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer");
        }
        HttpResponse<String> browser = client.with("Accept", "text/html").get("/api/channels?limit=1");
        assertThat(browser.statusCode()).isEqualTo(303);
        assertThat(browser.headers().firstValue("Location")).contains("/login?to=%2Fapi%2Fchannels%3Flimit%3D1");
        assertThat(client.get("/login").body()).contains("<form");
    }

    @Test
    @Order(2)
    void a_viewer_reads_and_an_operator_acts() throws Exception {
        json(client.bearer(VIEWER).get(CHANNELS), 200);
        assertThat(problem(client.bearer(VIEWER).post(PAUSE), 403)
                        .path("detail")
                        .asText())
                .contains("operator");
        awaitAudit("who=\"reader\"", "role=viewer", "outcome=denied");
        json(client.bearer(OPERATOR).get(CHANNELS), 200);
        json(client.bearer(OPERATOR).post(PAUSE), 200);
        json(client.bearer(OPERATOR).post("/api/destinations/archive/resume"), 200);
        awaitAudit("action=pause", "who=\"on-call\"", "role=operator", "outcome=done");
        assertThat(program.output()).doesNotContain(OPERATOR).doesNotContain(VIEWER);
    }

    @Test
    @Order(3)
    void a_person_logs_in_with_a_cookie_that_no_other_site_can_use() throws Exception {
        HttpResponse<String> answer = logIn(OPERATOR, "/api/jobs");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/api/jobs");
        String set = answer.headers().firstValue("Set-Cookie").orElse("");
        assertThat(set).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain(OPERATOR);
        String cookie = set.substring(0, set.indexOf(';'));
        Client person = client.with("Cookie", cookie);
        json(person.get(CHANNELS), 200);
        problem(person.post(PAUSE), 403);
        problem(person.with("Origin", "http://evil.example").post(PAUSE), 403);
        problem(person.with("Origin", "null").post(PAUSE), 403);
        problem(person.with("Origin", "http://localhost:" + (port + 1)).post(PAUSE), 403);
        problem(person.with("Sec-Fetch-Site", "cross-site").post(PAUSE), 403);
        json(person.with("Origin", "http://localhost:" + port).post(PAUSE), 200);
        json(person.with("Sec-Fetch-Site", "same-origin").post("/api/destinations/archive/resume"), 200);
        problem(client.with("Cookie", cookie + "x").get(CHANNELS), 401);
        problem(client.with("Cookie", cookie.replace("on-call", "reader")).get(CHANNELS), 401);
        HttpResponse<String> out =
                person.with("Origin", "http://localhost:" + port).post("/logout");
        assertThat(out.headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0");
        assertThat(logIn(OPERATOR, "//evil.example")
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .doesNotContain("evil");
    }

    @Test
    @Order(4)
    void a_name_that_an_attacker_points_at_this_machine_is_refused() throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write("GET /api/channels HTTP/1.1\r\nHost: rebind.example\r\nConnection: close\r\n\r\n"
                            .getBytes());
            assertThat(new String(socket.getInputStream().readAllBytes())).startsWith("HTTP/1.1 403");
        }
    }

    @Test
    @Order(5)
    void a_token_that_changes_ends_the_old_one_and_its_sessions() throws Exception {
        String set = logIn(OPERATOR, "/").headers().firstValue("Set-Cookie").orElse("");
        Client person = client.with("Cookie", set.substring(0, set.indexOf(';')));
        json(person.get(CHANNELS), 200);
        Files.writeString(operator, LATER);
        await().atMost(PATIENCE).until(() -> client.bearer(LATER).get(CHANNELS).statusCode() == 200);
        problem(person.get(CHANNELS), 401);
    }

    @Test
    @Order(6)
    void failed_log_ins_are_limited() throws Exception {
        HttpResponse<String> answer = client.bearer("wrong").get(CHANNELS);
        for (int i = 0; i < 20 && answer.statusCode() == 401; i++) {
            answer = client.bearer("wrong-" + i).get(CHANNELS);
        }
        problem(answer, 429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
        assertThat(logIn("wrong", "/").statusCode()).isEqualTo(429);
        awaitAudit("action=login", "outcome=failed");
        assertThat(program.output()).doesNotContain("wrong-");
    }

    @Test
    @Order(7)
    void beyond_localhost_the_program_does_not_start_without_a_login() {
        Map<String, String> open = new HashMap<>(settings);
        open.keySet().removeIf(key -> key.startsWith("stagedoor.http.tokens."));
        open.put("stagedoor.http.host", "0.0.0.0");
        open.put("stagedoor.http.port", Integer.toString(FreePort.next()));
        Program refused = Program.call(folder, open, "run");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output())
                .contains("stagedoor.http.host=0.0.0.0", "stagedoor.http.tokens.<name>.token", "quarkus.oidc");
        Map<String, String> bad = new HashMap<>(settings);
        bad.put("stagedoor.http.tokens.reader.role", "admin");
        assertThat(Program.call(folder, bad, "run").output())
                .contains("stagedoor.http.tokens.reader.role=admin is no role");
    }
}
