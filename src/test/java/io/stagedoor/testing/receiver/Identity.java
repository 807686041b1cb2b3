package io.stagedoor.testing.receiver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collections;

/**
 * A key and its self-signed certificate, so that whoever trusts the certificate trusts nobody else.
 *
 * @param keyStore PKCS12 with both, password {@link #PASSWORD}
 * @param certificate PEM
 * @param key PEM, PKCS8
 */
public record Identity(Path keyStore, Path certificate, Path key) {

    public static final String PASSWORD = "changeit";

    /** @param name goes into the certificate as its DNS name, and into the names of the files */
    public static Identity create(Path folder, String name) throws Exception {
        Path keyStore = folder.resolve(name + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process run = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        keyStore.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(run.getInputStream().readAllBytes());
        if (run.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return pem(folder, name, keyStore);
    }

    /** A store of certificates that are trusted (PKCS12, password {@link #PASSWORD}), without their keys. */
    public static Path trust(Path store, Identity... trusted) throws Exception {
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        for (Identity one : trusted) {
            try (InputStream pem = Files.newInputStream(one.certificate)) {
                certificates.setCertificateEntry(
                        one.certificate.getFileName().toString(),
                        CertificateFactory.getInstance("X.509").generateCertificate(pem));
            }
        }
        try (OutputStream file = Files.newOutputStream(store)) {
            certificates.store(file, PASSWORD.toCharArray());
        }
        return store;
    }

    /** The same entries in the older format JKS, with the same password. */
    public static Path jks(Path pkcs12) throws Exception {
        KeyStore from = KeyStore.getInstance(pkcs12.toFile(), PASSWORD.toCharArray());
        KeyStore to = KeyStore.getInstance("JKS");
        to.load(null, null);
        KeyStore.ProtectionParameter secret = new KeyStore.PasswordProtection(PASSWORD.toCharArray());
        for (String alias : Collections.list(from.aliases())) {
            KeyStore.ProtectionParameter its = from.isKeyEntry(alias) ? secret : null;
            to.setEntry(alias, from.getEntry(alias, its), its);
        }
        Path store = Path.of(pkcs12.toString().replace(".p12", ".jks"));
        try (OutputStream file = Files.newOutputStream(store)) {
            to.store(file, PASSWORD.toCharArray());
        }
        return store;
    }

    private static Identity pem(Path folder, String name, Path keyStore) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
        return new Identity(
                keyStore,
                write(
                        folder.resolve(name + ".crt"),
                        "CERTIFICATE",
                        store.getCertificate(name).getEncoded()),
                write(
                        folder.resolve(name + ".key"),
                        "PRIVATE KEY",
                        store.getKey(name, PASSWORD.toCharArray()).getEncoded()));
    }

    private static Path write(Path file, String what, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
    }
}
