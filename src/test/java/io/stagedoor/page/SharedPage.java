package io.stagedoor.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all test classes of one process the same {@link PageRig}: its start takes longer than the tests. */
final class SharedPage implements ParameterResolver {

    private static final Path FOLDER = Path.of("target/page");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PageRig.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedPage.class))
                .getOrComputeIfAbsent(PageRig.class, key -> start(), PageRig.class);
    }

    private static PageRig start() {
        try {
            Files.createDirectories(FOLDER);
            return new PageRig(Files.createTempDirectory(FOLDER, "rig").toAbsolutePath(), Map.of());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
