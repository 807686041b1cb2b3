package io.stagedoor.ingress;

import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Management;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings of a program with three producers: by token, by Standard Webhooks, and GitHub. */
final class IngressRig {

    static final String TOKEN = "a-token-of-the-ci-server";
    static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String GITHUB = "It's a Secret to Everybody";

    private static final String PREFIX = "stagedoor.http.producers.";

    final int port = FreePort.next();
    final int brokerPort = FreePort.next();
    final Management management;
    final Map<String, String> settings = new HashMap<>();

    IngressRig(Path folder) {
        int managementPort = FreePort.next();
        management = new Management(managementPort);
        settings.put("stagedoor.http.port", Integer.toString(port));
        settings.put("stagedoor.management.port", Integer.toString(managementPort));
        settings.put("stagedoor.broker.embedded.port", Integer.toString(brokerPort));
        settings.put(PREFIX + "ci.token", secret(folder, "token", TOKEN));
        settings.put(PREFIX + "ci.channels", "techdocsBuild," + Events.TASK);
        settings.put(PREFIX + "signer.hmac", secret(folder, "hmac", WHSEC));
        settings.put(PREFIX + "signer.channels", Events.TASK);
        settings.put(PREFIX + "github.github-secret", secret(folder, "github", GITHUB));
        settings.put(PREFIX + "github.channels", Events.TASK);
    }

    private static String secret(Path folder, String name, String text) {
        try {
            return "file:" + Files.writeString(folder.resolve(name), text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpSender sender(String token) {
        return new HttpSender(port, token);
    }

    /** A task event on one line. */
    static String task(String id) {
        return Events.task(id, "completed").replaceAll("\n *", "");
    }
}
