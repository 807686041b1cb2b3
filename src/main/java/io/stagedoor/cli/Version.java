package io.stagedoor.cli;

import org.eclipse.microprofile.config.Config;
import picocli.CommandLine.IVersionProvider;

/** {@code stagedoor --version}: the version of the build, and the Java that it runs on. */
final class Version implements IVersionProvider {

    private final Config config;

    Version(Config config) {
        this.config = config;
    }

    @Override
    public String[] getVersion() {
        String version = config.getOptionalValue("quarkus.application.version", String.class)
                .orElse("development");
        return new String[] {"stagedoor " + version + " (Java " + Runtime.version() + ")"};
    }
}
