package io.stagedoor.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.testing.Log;
import io.stagedoor.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentSecretTest {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger parsed = new AtomicInteger();

    @Test
    void a_file_that_changes_is_in_use_after_five_seconds_and_not_read_before() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "old");
        CurrentSecret<String> secret = secret(file);
        Files.writeString(file, "new");
        clock.advance(PAUSE.minusMillis(1));

        assertThat(secret.get()).isEqualTo("old");
        clock.advance(Duration.ofMillis(1));
        assertThat(secret.get()).isEqualTo("new");
    }

    @Test
    void a_mounted_secret_is_changed_as_kubernetes_does_it() throws IOException {
        Path first = Files.createDirectory(folder.resolve("..1"));
        Path second = Files.createDirectory(folder.resolve("..2"));
        Files.writeString(first.resolve("key"), "old");
        Files.writeString(second.resolve("key"), "new");
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first);
        Path file = Files.createSymbolicLink(folder.resolve("key"), Path.of("..data/key"));
        CurrentSecret<String> secret = secret(file);
        Files.delete(data);
        Files.createSymbolicLink(data, second);
        clock.advance(PAUSE);

        assertThat(secret.get()).isEqualTo("new");
    }

    @Test
    void a_file_that_stays_the_same_is_parsed_once() throws IOException {
        CurrentSecret<String> secret = secret(Files.writeString(folder.resolve("secret"), "old"));
        for (int i = 0; i < 10; i++) {
            clock.advance(PAUSE);
            secret.get();
        }

        assertThat(parsed).hasValue(1);
    }

    @Test
    void a_file_that_becomes_unreadable_or_malformed_keeps_the_old_secret_with_one_warning_that_does_not_show_it()
            throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "old");
        CurrentSecret<String> secret = secret(file);
        try (Log log = new Log("io.stagedoor.delivery.webhook")) {
            Files.writeString(file, "bad hunter2");
            assertThat(readThreeTimes(secret)).isEqualTo("old");
            Files.delete(file);
            assertThat(readThreeTimes(secret)).isEqualTo("old");

            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("file:" + file + ": still using the previous secret: ")
                    .doesNotContain("hunter2");

            Files.writeString(file, "new");
            assertThat(readThreeTimes(secret)).isEqualTo("new");
            Files.delete(file);
            assertThat(readThreeTimes(secret)).isEqualTo("new");
            assertThat(log.warnings()).hasSize(2);
        }
    }

    @Test
    void a_clock_that_is_set_back_stops_no_reading() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "old");
        CurrentSecret<String> secret = secret(file);
        Files.writeString(file, "new");
        clock.advance(Duration.ofDays(-1));

        assertThat(secret.get()).isEqualTo("new");
    }

    @Test
    void a_secret_that_is_invalid_at_the_start_is_refused_with_its_reference() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "bad hunter2");

        assertThatThrownBy(() -> secret(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("file:" + file + ": it is bad");
    }

    private String readThreeTimes(CurrentSecret<String> secret) {
        for (int i = 0; i < 3; i++) {
            clock.advance(PAUSE);
            secret.get();
        }
        return secret.get();
    }

    private CurrentSecret<String> secret(Path file) throws IOException {
        return new CurrentSecret<>(new SecretReference("file:" + file), this::parse, clock);
    }

    private String parse(String text) {
        parsed.incrementAndGet();
        if (text.startsWith("bad")) {
            throw new IllegalArgumentException("it is bad");
        }
        return text;
    }
}
