package io.stagedoor.cli.receiver;

import io.stagedoor.cli.common.Durations;
import io.stagedoor.cli.common.OutputLost;
import io.stagedoor.secret.SecretReference;
import io.stagedoor.signing.VerifyingKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stagedoor receive}: a webhook receiver for trying things out. */
@Command(
        name = "receive",
        mixinStandardHelpOptions = true,
        description = "Receives webhooks on this machine and prints them, for trying things out.",
        footer = {
            "",
            "Examples:",
            "  stagedoor receive",
            "  stagedoor receive --secret env:CMDB_SECRET   checks the signatures",
            "  stagedoor receive --status 503               shows how retries work",
            "  stagedoor receive --delay 20s                shows what a slow receiver causes",
            "",
            "It accepts every path and method, and listens on localhost unless --host says otherwise. Ctrl-C ends it."
        })
public final class ReceiveCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            defaultValue = "8089",
            description = "The port. Default: ${DEFAULT-VALUE}. 0 takes a" + " free one.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "localhost",
            description = "The address to listen on. Use 0.0.0.0 in a container; everybody who reaches it can send"
                    + " then. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--status",
            defaultValue = "204",
            description = "The HTTP status of the answer. Default:" + " ${DEFAULT-VALUE}.")
    private int status;

    @Option(
            names = "--delay",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = Durations.class,
            description = "Waits before it answers: 500ms, 2s, 5m.")
    private Duration delay;

    @Option(
            names = "--secret",
            paramLabel = "env:NAME|file:PATH",
            description = "Where the secret (whsec_...) or the public key (whpk_...) is that checks the signatures;"
                    + " several: one on each line.")
    private Optional<String> secret = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (status < 200 || status > 599) {
            throw new ParameterException(spec.commandLine(), "--status must be 200 to 599");
        }
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port must be 0 (any free port) to 65535");
        }
        SignatureCheck check = new SignatureCheck(keys(), Clock.systemUTC());
        RequestText text = new RequestText(Clock.systemUTC(), ZoneId.systemDefault());
        PrintWriter out = spec.commandLine().getOut();
        CompletableFuture<OutputLost> lost = new CompletableFuture<>();
        try (WebhookReceiver receiver = new WebhookReceiver(
                host, port, status, delay, request -> print(out, text.of(request, check.of(request)), lost))) {
            print(
                    out,
                    "Receiving on http://" + host + ":" + receiver.port() + "/, answering " + status + ". Stop it"
                            + " with Ctrl-C.",
                    lost);
            // Only a signal ends it, or the end of the program that reads its output.
            throw lost.join();
        }
    }

    private static void print(PrintWriter out, String text, CompletableFuture<OutputLost> lost) {
        try {
            out.println(text);
            out.flush();
        } catch (OutputLost e) {
            lost.complete(e);
            throw e;
        }
    }

    private List<VerifyingKey> keys() throws IOException {
        if (secret.isEmpty()) {
            return List.of();
        }
        try {
            return VerifyingKey.parseLines(new SecretReference(secret.get()).read(System.getenv()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--secret: " + e.getMessage());
        }
    }
}
