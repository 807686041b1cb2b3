package io.stagedoor.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom to trust, and who we are, over {@code amqps}. JKS and PKCS12 are both recognised.
 *
 * @param trustStore the certificates to trust; those of the JDK where absent
 * @param keyStore our own certificate and key, for a broker that asks for one
 */
public record Tls(
        Optional<Path> trustStore,
        Optional<String> trustStorePassword,
        Optional<Path> keyStore,
        Optional<String> keyStorePassword) {

    public static final Tls OF_THE_JDK =
            new Tls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** @throws IOException names the store that cannot be read and why */
    public SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS: " + e.getMessage(), e);
        }
    }

    private TrustManager[] trust() throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        // Null is the trust store of the JDK.
        factory.init(trustStore.isEmpty() ? null : load(trustStore.get(), trustStorePassword));
        return factory.getTrustManagers();
    }

    private KeyManager[] keys() throws IOException, GeneralSecurityException {
        if (keyStore.isEmpty()) {
            return new KeyManager[0];
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(load(keyStore.get(), keyStorePassword), secret(keyStorePassword));
        return factory.getKeyManagers();
    }

    private static KeyStore load(Path file, Optional<String> password) throws IOException, GeneralSecurityException {
        try {
            return KeyStore.getInstance(file.toFile(), secret(password));
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("TLS: cannot read the store " + file + ": " + e.getMessage(), e);
        }
    }

    private static char[] secret(Optional<String> password) {
        return password.map(String::toCharArray).orElse(null);
    }

    @Override
    public String toString() {
        return "Tls[trustStore=" + trustStore + ", keyStore=" + keyStore + "]";
    }
}
