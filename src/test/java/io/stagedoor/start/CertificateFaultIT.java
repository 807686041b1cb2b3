package io.stagedoor.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates that cannot be used stop the program with one line, whatever is wrong with them. */
class CertificateFaultIT {

    private static final String PASSWORD = "n0t-the-passw0rd";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trust-store.pem.certs  | no-such.pem | no-such.pem
            trust-store.pem.certs  | junk        | Missing -----BEGIN CERTIFICATE----- delimiter
            trust-store.p12.path   | junk        | Unable to load P12 trust store
            trust-store.jks.path   | junk        | Unable to load JKS trust store
            key-store.pem.0.cert   | no-such.crt | no-such.crt
            """)
    void one_line_says_which_and_why(String key, String file, String reason) throws Exception {
        Files.writeString(folder.resolve("junk"), "no certificate");
        Map<String, String> settings = new HashMap<>(Map.of("stagedoor.broker.tls", "events"));
        String prefix = "quarkus.tls.events.";
        settings.put(prefix + key, file);
        if (key.endsWith(".path")) {
            settings.put(prefix + key.replace(".path", ".password"), PASSWORD);
        } else if (key.startsWith("key-store")) {
            settings.put(prefix + key.replace(".cert", ".key"), file);
        }

        Program refused = Program.call(folder, settings, "destinations");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output().strip().lines()).singleElement().satisfies(line -> assertThat(line)
                .contains("a certificate cannot be used: ", "'events'", reason)
                .endsWith("Correct the keys quarkus.tls.<name>.*, or the files that they name")
                .doesNotContain(PASSWORD));
    }
}
