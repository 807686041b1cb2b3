package io.stagedoor.cli.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.cli.Cli;
import io.stagedoor.signing.Ed25519Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicKeyTest {

    @TempDir
    Path folder;

    @Test
    void the_public_key_of_a_signing_key_is_one_line_and_a_whsec_secret_has_none() throws IOException {
        // RFC 8032, 7.1, TEST 1.
        Path file = Files.writeString(
                folder.resolve("secret"),
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\nwhsk_nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=\n");

        Cli.Result result = new Cli().run("public-key", "file:" + file);

        assertThat(result.out().strip()).isEqualTo("whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
        assertThat(result.exit()).isZero();
    }

    @Test
    void a_new_key_is_made_for_its_owner_alone_and_never_in_place_of_another() throws IOException {
        Path file = folder.resolve("secrets/cmdb");
        Cli.Result made = new Cli().run("public-key", "--new", "file:" + file);

        String secret = Files.readString(file).strip();
        assertThat(made.out().strip())
                .isEqualTo(Ed25519Key.parse(secret).publicKey().whpk());
        assertThat(made.out()).doesNotContain("whsk_");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Cli.Result again = new Cli().run("public-key", "--new", "file:" + file);
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains(file + " exists already");
        assertThat(file).hasContent(secret);
    }

    @Test
    void a_secret_without_a_public_key_is_refused_and_not_shown() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "hunter2");

        assertThat(new Cli().run("public-key", "file:" + file).err())
                .contains("whsk_")
                .doesNotContain("hunter2");
        assertThat(new Cli().run("public-key", "hunter2").err())
                .contains("env:NAME or file:PATH")
                .doesNotContain("hunter2");
    }
}
