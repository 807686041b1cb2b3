package io.stagedoor.cli.receiver;

import io.stagedoor.secret.SecretReference;
import io.stagedoor.signing.Ed25519Key;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stagedoor public-key}: prints the key with which a receiver checks an ed25519 signature (v1a). */
@Command(
        name = "public-key",
        mixinStandardHelpOptions = true,
        description = "Prints the public key (whpk_...) of a signing key (whsk_...), for the receiver of a webhook.",
        footer = {
            "",
            "Examples:",
            "  stagedoor public-key file:data/secrets/cmdb          prints one line for each whsk_... in the file",
            "  stagedoor public-key --new file:data/secrets/cmdb    first makes the file, with a new key"
        })
public final class PublicKeyCommand implements Callable<Integer> {

    private static final String PREFIX = "whsk_";

    @Option(names = "--new", description = "First makes a new signing key, in a file that must not exist.")
    private boolean make;

    @Parameters(paramLabel = "env:NAME|file:PATH", description = "Where the signing key is.")
    private String where;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            SecretReference reference = new SecretReference(where);
            if (make) {
                reference.create(Ed25519Key.generate().whsk());
            }
            print(reference.read(System.getenv()));
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private void print(String secrets) {
        // A file may also hold an older whsec_ secret, which has no public key.
        var keys = secrets.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(PREFIX))
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "found no key that begins with " + PREFIX + "; only such a key has a public key");
        }
        keys.forEach(key -> spec.commandLine()
                .getOut()
                .println(Ed25519Key.parse(key).publicKey().whpk()));
    }
}
