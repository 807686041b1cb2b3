package io.stagedoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.github.dockerjava.api.model.Capability;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.ContainerBroker;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The JVM image, as {@code src/main/docker/without-registry} builds it, as a cautious operator runs it: no rights, a root
 * file system that nobody writes to, routes mounted over the defaults. It shares the network of the broker's container.
 */
class ImageIT {

    private static final String IMAGE = "stagedoor:image-it";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    Path folder;

    @Test
    void an_event_goes_through_the_image_without_rights_on_a_read_only_file_system() throws Exception {
        try (ContainerBroker broker = ContainerBroker.start()) {
            build();
            try (GenericContainer<?> program = program(broker);
                    GenericContainer<?> receiver = container(broker, "receive", "--secret", "env:SIGNING_SECRET")) {
                program.waitingFor(Wait.forHealthcheck().withStartupTimeout(Duration.ofSeconds(120)))
                        .start();
                receiver.waitingFor(Wait.forLogMessage("Receiving on .*\\n", 1)).start();
                try (Amqp amqp = new Amqp(broker.url(), broker.producer(), broker.password())) {
                    amqp.send(Events.TASK, Events.file("scaffolder-completed.json"));
                }
                await().until(() -> receiver.getLogs().contains("signature: verified"));
                // The receiver writes before it answers.
                await().until(() -> program.getLogs().contains("delivered destination=my-service"));
                // Not "?": the image has the character set that LANG names.
                assertThat(program.getLogs()).contains("mounted-task").contains("→");
                assertThat(stopped(program)).isEqualTo(143);
            }
        }
    }

    private GenericContainer<?> program(ContainerBroker broker) throws IOException {
        Path routes = Program.routes(folder, "1s");
        Path task = routes.resolve("scaffolder-task.yaml");
        Files.writeString(task, Files.readString(task).replace("id: scaffolder-task", "id: mounted-task"));
        return container(broker, "run")
                .withEnv("STAGEDOOR_BROKER_URL", "amqp://localhost:5672")
                .withEnv("STAGEDOOR_BROKER_USER", broker.user())
                .withEnv("STAGEDOOR_BROKER_PASSWORD", broker.password())
                .withEnv("STAGEDOOR_DESTINATION_MY_SERVICE_SECRET", "env:SIGNING_SECRET")
                .withFileSystemBind(routes.toString(), "/stagedoor/routes", BindMode.READ_ONLY);
    }

    private static GenericContainer<?> container(ContainerBroker broker, String... command) {
        return new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withImagePullPolicy(image -> false)
                .withCommand(command)
                .withEnv("SIGNING_SECRET", SECRET)
                .withLabel("io.stagedoor.containers", ContainerBroker.LABEL)
                .withNetworkMode("container:" + broker.id())
                .withCreateContainerCmdModifier(create -> create.getHostConfig()
                        .withReadonlyRootfs(true)
                        .withCapDrop(Capability.ALL)
                        .withSecurityOpts(List.of("no-new-privileges")));
    }

    private static int stopped(GenericContainer<?> container) {
        container
                .getDockerClient()
                .stopContainerCmd(container.getContainerId())
                .withTimeout(30)
                .exec();
        return container.getCurrentContainerInfo().getState().getExitCodeLong().intValue();
    }

    private void build() throws Exception {
        if (!Files.isExecutable(Path.of(System.getProperty("java.home"), "bin", "jlink"))) {
            String message = "SKIPPED: no image without jlink, and this Java is no JDK";
            System.err.println(message);
            abort(message);
        }
        Path log = folder.resolve("build.log");
        ProcessBuilder script = new ProcessBuilder("src/main/docker/without-registry", "jvm", IMAGE)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = script.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
