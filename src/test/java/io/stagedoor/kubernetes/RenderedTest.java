package io.stagedoor.kubernetes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of everything that can be deployed: each overlay, and each component in one of them. */
@ParameterizedClass
@MethodSource("renderings")
abstract class RenderedTest {

    static final String DEVELOPMENT = "kubernetes/overlays/development";
    static final String PRODUCTION = "kubernetes/overlays/production";
    static final String EVENTS_OVER_HTTP = PRODUCTION + ", events over HTTP";

    @TempDir
    static Path copies;

    @Parameter
    Rendering rendering;

    static List<Rendering> renderings() throws Exception {
        Kustomize kustomize = Kustomize.find();
        return List.of(
                kustomize.render(Path.of(DEVELOPMENT)),
                kustomize.render(Path.of(PRODUCTION)),
                scaledByQueues(kustomize, Files.createTempDirectory(copies, "queues")),
                withEventsOverHttp(kustomize, Files.createTempDirectory(copies, "http")));
    }

    /** Production, changed as the comment in it says: the one component out, the other one in. */
    static Rendering scaledByQueues(Kustomize kustomize, Path folder) throws Exception {
        Sources sources = Sources.copyTo(folder);
        sources.edit(PRODUCTION + "/kustomization.yaml", yaml -> yaml.replace(
                        "  - ../../components/scaling-by-cpu\n", "")
                .replace("  # - ../../components/scaling-by-queues\n", "  - ../../components/scaling-by-queues\n"));
        return new Rendering(
                PRODUCTION + ", scaled by queues",
                kustomize.render(sources.file(PRODUCTION)).objects());
    }

    /** Production with the components that its comment names. */
    static Rendering withEventsOverHttp(Kustomize kustomize, Path folder) throws Exception {
        Sources sources = Sources.copyTo(folder);
        sources.edit(
                PRODUCTION + "/kustomization.yaml",
                yaml -> yaml.replace("  # - ../../components/events-", "  - ../../components/events-"));
        return new Rendering(
                EVENTS_OVER_HTTP, kustomize.render(sources.file(PRODUCTION)).objects());
    }
}
