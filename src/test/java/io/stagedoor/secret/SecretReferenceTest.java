package io.stagedoor.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.signing.SigningKey;
import io.stagedoor.signing.SymmetricKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    Path folder;

    @Test
    void a_secret_is_read_from_an_environment_variable() throws IOException {
        assertThat(new SecretReference("env:CMDB_SECRET").read(Map.of("CMDB_SECRET", SECRET)))
                .isEqualTo(SECRET);
    }

    @Test
    void a_secret_is_read_from_a_file_without_the_white_space_around_it() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "\n " + SECRET + " \r\n");

        assertThat(new SecretReference("file:" + file).read(Map.of())).isEqualTo(SECRET);
    }

    @Test
    void a_variable_that_is_not_set_is_named() {
        assertThatThrownBy(() -> new SecretReference("env:CMDB_SECRET").read(Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("the secret's environment variable CMDB_SECRET is not set");
    }

    @Test
    void a_file_that_does_not_exist_is_named() {
        Path file = folder.resolve("none");

        assertThatThrownBy(() -> new SecretReference("file:" + file).read(Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("the secret file " + file + " cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void an_empty_secret_is_refused(String empty) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), empty);

        assertThatThrownBy(() -> new SecretReference("file:" + file).read(Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "the secret file:" + file + " is empty: write the secret into the file, or remove the file");
        assertThatThrownBy(() -> new SecretReference("env:CMDB_SECRET").read(Map.of("CMDB_SECRET", empty)))
                .isInstanceOf(IOException.class)
                .hasMessage("the secret env:CMDB_SECRET is empty: set it");
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, "", "hunter2", "ENV:CMDB_SECRET", " env:CMDB_SECRET", "https://vault/hunter2"})
    void a_plain_text_secret_is_refused_and_not_shown(String literal) {
        assertThatThrownBy(() -> new SecretReference(literal))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a secret must be given as env:NAME or file:PATH, not as plain text")
                .hasNoCause();
    }

    @Test
    void a_missing_file_below_the_folder_is_made_with_a_good_secret_for_its_owner_alone() throws IOException {
        Path file = folder.resolve("secrets/cmdb");
        SecretReference reference = new SecretReference("file:" + file);

        assertThat(reference.createBelow(folder, SymmetricKey::fresh)).isTrue();

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(reference.read(Map.of())).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThatCode(() -> SigningKey.parse(reference.read(Map.of()))).doesNotThrowAnyException();
    }

    @Test
    void every_secret_that_is_made_is_another_one() throws IOException {
        SecretReference one = new SecretReference("file:" + folder.resolve("one"));
        SecretReference other = new SecretReference("file:" + folder.resolve("other"));
        one.createBelow(folder, SymmetricKey::fresh);
        other.createBelow(folder, SymmetricKey::fresh);

        assertThat(one.read(Map.of())).isNotEqualTo(other.read(Map.of()));
    }

    /** A process was killed between making the file and writing it: earlier versions did that in two steps. */
    @Test
    void an_empty_file_below_the_folder_gets_a_new_secret() throws IOException {
        Path file = Files.createFile(folder.resolve("secret"));
        SecretReference reference = new SecretReference("file:" + file);

        assertThat(reference.createBelow(folder, SymmetricKey::fresh)).isTrue();
        assertThat(reference.read(Map.of())).startsWith("whsec_");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void an_empty_file_elsewhere_is_left_to_its_owner() throws IOException {
        Path file = Files.createFile(folder.resolve("secret"));

        assertThat(new SecretReference("file:" + file).createBelow(folder.resolve("data"), SymmetricKey::fresh))
                .isFalse();
        assertThat(file).isEmptyFile();
    }

    @Test
    void a_secret_that_cannot_be_written_leaves_no_file_behind() throws IOException {
        Path file = folder.resolve("secret");
        Files.createDirectory(file);
        SecretReference reference = new SecretReference("file:" + file);

        assertThatThrownBy(() -> reference.create(SECRET)).isInstanceOf(IOException.class);
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void when_several_make_a_secret_at_the_same_time_one_wins_and_nobody_reads_half_of_it() throws Exception {
        SecretReference reference = new SecretReference("file:" + folder.resolve("data/secret"));
        List<Callable<String>> makers = Collections.nCopies(16, () -> {
            try {
                reference.create(SECRET);
                return "made";
            } catch (IOException e) {
                return reference.read(Map.of());
            }
        });
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<String> made = new ArrayList<>();
        for (Future<String> maker : threads.invokeAll(makers)) {
            made.add(maker.get());
        }
        threads.shutdown();

        assertThat(made).containsOnly("made", SECRET).containsOnlyOnce("made");
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, " "})
    void a_file_that_exists_is_left_alone(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), content);

        assertThat(new SecretReference("file:" + file).createBelow(folder, SymmetricKey::fresh))
                .isFalse();
        assertThat(file).hasContent(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../outside", "/../data-of-others/secret", "/a/../../outside"})
    void nothing_is_made_outside_the_folder(String path) throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));

        assertThat(new SecretReference("file:" + data + path).createBelow(data, SymmetricKey::fresh))
                .isFalse();
        assertThat(folder).isDirectoryNotContaining(found -> !found.equals(data));
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void nothing_is_made_for_a_variable() throws IOException {
        assertThat(new SecretReference("env:CMDB_SECRET").createBelow(folder, SymmetricKey::fresh))
                .isFalse();
        assertThat(folder).isEmptyDirectory();
    }
}
