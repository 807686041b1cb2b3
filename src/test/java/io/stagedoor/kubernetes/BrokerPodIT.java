package io.stagedoor.kubernetes;

import static io.stagedoor.kubernetes.Pod.each;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Volume;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.ContainerBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.activemq.artemis.utils.PasswordMaskingUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The broker's container with what the StatefulSet says: its user, its rights, its environment, its volumes. */
class BrokerPodIT {

    private static final String QUEUE = "backstage/techdocs/build";
    private static final byte[] EVENT = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final String password = UUID.randomUUID().toString();
    private Pod pod;
    private Map<String, Mounted> mounts;
    private GenericContainer<?> container;

    @BeforeEach
    void start() throws Exception {
        ContainerBroker.orSkip();
        Rendering rendering = Kustomize.find().render(Path.of(RenderedTest.DEVELOPMENT));
        pod = rendering.broker();
        mounts = new HashMap<>();
        for (JsonNode volume : each(pod.spec().path("volumes"))
                .filter(volume -> volume.has("projected"))
                .toList()) {
            String name = volume.path("name").asText();
            mounts.put(name, Mounted.at(folder.resolve(name), content(rendering, volume, password)));
        }
        Files.setPosixFilePermissions(
                Files.createDirectory(folder.resolve("journal")), PosixFilePermissions.fromString("rwxrwxrwx"));
        container = run();
    }

    @AfterEach
    void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @Test
    void the_users_of_the_secret_log_in_and_the_one_of_the_image_does_not() throws Exception {
        try (Amqp program = amqp("stagedoor", password);
                Amqp producer = amqp("producer", password)) {
            producer.send(QUEUE, EVENT);
            assertThat(program.take(QUEUE).bytes()).isEqualTo(EVENT);
            assertThatThrownBy(() -> producer.send("deliver/archive", EVENT)).hasMessageContaining("permission");
        }
        assertThatThrownBy(() -> send("nobody", "artemis")).isNotNull();
        assertThatThrownBy(() -> send("artemis", "artemis")).isNotNull();
    }

    @Test
    void a_changed_password_counts_without_a_restart() throws Exception {
        String changed = UUID.randomUUID().toString();

        Rendering rendering = Kustomize.find().render(Path.of(RenderedTest.DEVELOPMENT));
        mounts.get("login").put(content(rendering, volume("login"), changed));

        send("producer", changed);
        assertThatThrownBy(() -> send("producer", password)).isNotNull();
    }

    @Test
    void what_was_sent_is_there_when_another_pod_took_its_place() throws Exception {
        send("producer", password);

        container.stop();
        container = run();

        try (Amqp program = amqp("stagedoor", password)) {
            assertThat(program.take(QUEUE).bytes()).isEqualTo(EVENT);
        }
    }

    private GenericContainer<?> run() {
        GenericContainer<?> started = new GenericContainer<>(
                        pod.container().path("image").asText())
                .withLabel("io.stagedoor.containers", ContainerBroker.LABEL)
                .withEnv(pod.literals())
                .withExposedPorts(pod.ports().get("amqp"))
                .withCreateContainerCmdModifier(this::mountAndSecure)
                .waitingFor(Wait.forLogMessage(".*AMQ221007.*", 1).withStartupTimeout(Duration.ofMinutes(3)));
        started.start();
        return started;
    }

    private void mountAndSecure(CreateContainerCmd command) {
        JsonNode user = pod.spec().path("securityContext");
        JsonNode rights = pod.container().path("securityContext");
        Map<String, String> memory = new TreeMap<>();
        List<Bind> binds = new ArrayList<>();
        for (JsonNode mount : each(pod.container().path("volumeMounts")).toList()) {
            String name = mount.path("name").asText();
            String path = mount.path("mountPath").asText();
            if (volume(name).has("emptyDir")) {
                memory.put(path, "exec,uid=" + user.path("runAsUser").asText());
            } else {
                // Mounted, not copied: the container's own file system is read-only.
                AccessMode mode = mount.path("readOnly").asBoolean() ? AccessMode.ro : AccessMode.rw;
                binds.add(new Bind(folder.resolve(name).toString(), new Volume(path), mode));
            }
        }
        command.withUser(user.path("runAsUser").asText() + ":"
                        + user.path("runAsGroup").asText())
                .getHostConfig()
                .withBinds(binds)
                .withTmpFs(memory)
                .withReadonlyRootfs(rights.path("readOnlyRootFilesystem").asBoolean())
                .withCapDrop(Capability.valueOf(
                        rights.path("capabilities").path("drop").path(0).asText()))
                .withSecurityOpts(List.of("no-new-privileges"));
    }

    private JsonNode volume(String name) {
        return each(pod.spec().path("volumes"))
                .filter(volume -> volume.path("name").asText().equals(name))
                .findFirst()
                .orElse(pod.owner().path("spec").path("volumeClaimTemplates").path(0));
    }

    private static Map<String, String> content(Rendering rendering, JsonNode volume, String password) throws Exception {
        Map<String, String> files = new TreeMap<>();
        for (JsonNode source : each(volume.path("projected").path("sources")).toList()) {
            if (source.has("secret")) {
                String hash = PasswordMaskingUtil.getHashProcessor().hash(password);
                files.put("artemis-users.properties", "stagedoor = " + hash + "\nproducer = " + hash + "\n");
                continue;
            }
            JsonNode data = rendering
                    .one("ConfigMap", source.path("configMap").path("name").asText())
                    .path("data");
            JsonNode items = source.path("configMap").path("items");
            data.properties().stream()
                    .filter(file -> items.isEmpty()
                            || each(items)
                                    .anyMatch(item -> item.path("path").asText().equals(file.getKey())))
                    .forEach(file -> files.put(file.getKey(), file.getValue().asText()));
        }
        return files;
    }

    private void send(String user, String given) throws Exception {
        try (Amqp producer = amqp(user, given)) {
            producer.send(QUEUE, EVENT);
        }
    }

    private Amqp amqp(String user, String given) throws Exception {
        return new Amqp("amqp://" + container.getHost() + ":" + container.getMappedPort(5672), user, given);
    }
}
