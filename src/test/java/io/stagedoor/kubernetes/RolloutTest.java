package io.stagedoor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change of what is mounted changes the pods, and so rolls out. */
class RolloutTest {

    private static Kustomize kustomize;

    @TempDir
    Path folder;

    @BeforeAll
    static void tool() throws InterruptedException {
        kustomize = Kustomize.find();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "routes/catalog-entity.yaml",
                "routes/destinations/my-service.yaml",
                "src/main/resources/backstage-events.asyncapi.yaml"
            })
    void a_changed_file_makes_new_pods_of_the_program_and_leaves_the_broker_alone(String file) throws Exception {
        Rendering before = render(Path.of(""));
        Sources sources = Sources.copyTo(folder);
        sources.edit(file, text -> text + "# changed\n");

        Rendering after = render(folder);

        assertThat(after.program().template()).isNotEqualTo(before.program().template());
        assertThat(after.broker().template()).isEqualTo(before.broker().template());
    }

    @Test
    void a_changed_broker_configuration_makes_a_new_pod_of_the_broker_alone() throws Exception {
        Rendering before = render(Path.of(""));
        Sources sources = Sources.copyTo(folder);
        sources.edit("artemis-config/broker.xml", text -> text + "<!-- changed -->\n");

        Rendering after = render(folder);

        assertThat(after.broker().template()).isNotEqualTo(before.broker().template());
        assertThat(after.program().template()).isEqualTo(before.program().template());
    }

    @Test
    void without_a_change_nothing_changes() throws Exception {
        Sources.copyTo(folder);

        assertThat(render(folder).objects()).isEqualTo(render(Path.of("")).objects());
    }

    private static Rendering render(Path root) throws Exception {
        return kustomize.render(root.resolve(RenderedTest.PRODUCTION));
    }
}
