package io.stagedoor.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.secret.CurrentSecret;
import io.stagedoor.secret.SecretReference;
import io.stagedoor.testing.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final Sessions sessions = new Sessions(clock);
    private Path file;
    private AccessToken token;
    private AccessToken other;

    @BeforeEach
    void tokens() throws Exception {
        file = Files.writeString(folder.resolve("token"), "a-token-of-tests-1");
        token = token("on-call", file);
        other = token("reader", Files.writeString(folder.resolve("other"), "a-token-of-tests-2"));
    }

    private AccessToken token(String name, Path from) throws Exception {
        return new AccessToken(
                name, Roles.OPERATOR, new CurrentSecret<>(new SecretReference("file:" + from), text -> text, clock));
    }

    @Test
    void a_session_is_of_its_token_until_it_is_over() {
        String cookie = sessions.begin(token);
        assertThat(cookie).doesNotContain("a-token-of-tests");
        assertThat(sessions.of(cookie, List.of(other, token))).contains(token);
        assertThat(sessions.of(cookie, List.of(other))).isEmpty();
        clock.advance(Sessions.LENGTH);
        assertThat(sessions.of(cookie, List.of(token))).isEmpty();
    }

    @Test
    void a_forged_session_is_none() {
        String cookie = sessions.begin(token);
        String later = cookie.replaceFirst("\\.[0-9]+\\.", ".99999999999.");
        for (String forged : List.of(
                "",
                ".",
                "..",
                cookie + "x",
                later,
                cookie.replace("on-call", "reader"),
                "on-call.99999999999.",
                "x".repeat(9_999))) {
            assertThat(sessions.of(forged, List.of(token, other))).as(forged).isEmpty();
        }
    }

    @Test
    void a_session_ends_when_its_token_changes() throws Exception {
        String cookie = sessions.begin(token);
        Files.writeString(file, "a-token-of-tests-3");
        clock.advance(Duration.ofSeconds(10));
        assertThat(sessions.of(cookie, List.of(token))).isEmpty();
    }
}
