package io.stagedoor.routing.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.model.ProcessorDefinition;
import org.junit.jupiter.api.Test;

/** Reads Camel's model from the class path: names each step that a newer Camel adds, and expects it to be refused. */
class KnownStepsTest {

    /** Steps that nobody has judged, or that are parts of other steps; a route with one does not start. */
    private static final Set<String> UNKNOWN = Set.of(
            "AdviceWithDefinition",
            "CircuitBreakerDefinition",
            "KameletDefinition",
            "PausableDefinition",
            "PolicyDefinition",
            "ResumableDefinition",
            "RouteDefinition",
            "SagaActionUriDefinition",
            "SagaDefinition",
            "TokenizerDefinition",
            "TransactedDefinition");

    @Test
    void every_step_of_camel_is_judged_or_known_to_be_refused() throws Exception {
        Set<String> unjudged = new TreeSet<>();
        for (Class<?> step : steps()) {
            if (isUnknown(KnownSteps.CHANNEL, step) && isUnknown(KnownSteps.DESTINATION, step)) {
                unjudged.add(step.getSimpleName());
            }
        }

        assertThat(unjudged).isEqualTo(new TreeSet<>(UNKNOWN));
    }

    private static boolean isUnknown(KnownSteps stage, Class<?> step) {
        return stage.refusal(step)
                .filter(reason -> reason.startsWith("may lose events"))
                .isPresent();
    }

    private static Set<Class<?>> steps() throws Exception {
        URI jar = ProcessorDefinition.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        Set<Class<?>> steps = new LinkedHashSet<>();
        try (FileSystem files = FileSystems.newFileSystem(Path.of(jar), Map.of());
                Stream<Path> model = Files.list(files.getPath("org/apache/camel/model"))) {
            for (String name : model.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith("Definition.class"))
                    .toList()) {
                Class<?> type = Class.forName("org.apache.camel.model." + name.replace(".class", ""));
                if (ProcessorDefinition.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                    steps.add(type);
                }
            }
        }
        assertThat(steps).hasSizeGreaterThan(60);
        return steps;
    }
}
