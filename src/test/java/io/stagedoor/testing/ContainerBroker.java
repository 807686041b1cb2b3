package io.stagedoor.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.activemq.ArtemisContainer;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** The official Artemis in a container, with the project's {@code broker.xml} and two users who log in. */
public final class ContainerBroker implements AutoCloseable {

    /** The same in {@code .ci/container-engine}, which makes it where there is no registry. */
    public static final String IMAGE = "apache/artemis:2.56.0";

    /** By this label .ci/container-engine finds what a killed test run leaves. */
    public static final String LABEL = System.getenv().getOrDefault("STAGEDOOR_CONTAINERS", "local");

    private static final int AMQP = 5672;
    private static final String OVERRIDES = "/var/lib/artemis-instance/etc-override/";

    private final String password = UUID.randomUUID().toString();
    private final ArtemisContainer container;

    private ContainerBroker() {
        container = new ArtemisContainer(IMAGE)
                .withUser(user())
                .withPassword(password)
                .withLabel("io.stagedoor.containers", LABEL)
                // Copied, not mounted: the engine may be on another machine.
                .withCopyFileToContainer(
                        MountableFile.forHostPath("artemis-config/broker.xml"), OVERRIDES + "broker.xml")
                .withCopyToContainer(
                        properties(
                                user() + " = " + password, producer() + " = " + password, admin() + " = " + password),
                        OVERRIDES + "artemis-users.properties")
                .withCopyToContainer(
                        properties("stagedoor = " + user(), "producer = " + producer(), "amq = " + admin()),
                        OVERRIDES + "artemis-roles.properties")
                .waitingFor(Wait.forLogMessage(".*AMQ221007.*", 1));
        container.setExposedPorts(List.of(AMQP));
    }

    /** Starts one, or {@link #orSkip() skips}. */
    public static ContainerBroker start() {
        orSkip();
        ContainerBroker broker = new ContainerBroker();
        broker.container.start();
        return broker;
    }

    /** Where there is no engine or no image the calling test is skipped, and says why. */
    public static void orSkip() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            skip("no container engine answers here");
        }
        try {
            new RemoteDockerImage(DockerImageName.parse(IMAGE)).get();
        } catch (ContainerFetchException e) {
            skip("the container engine has no image " + IMAGE + ", and no registry gives it");
        }
    }

    private static void skip(String reason) {
        String message = "SKIPPED: " + reason + " (.ci/container-engine brings one)";
        System.err.println(message);
        abort(message);
    }

    private static Transferable properties(String... lines) {
        return Transferable.of(String.join("\n", lines) + "\n");
    }

    /** Of the container. */
    public String id() {
        return container.getContainerId();
    }

    public String url() {
        return "amqp://" + container.getHost() + ":" + container.getMappedPort(AMQP);
    }

    /** In the role {@code stagedoor}: the program. */
    public String user() {
        return "stagedoor";
    }

    /** In the role {@code producer}: it sends to the channels, and may do nothing else. */
    public String producer() {
        return "producer";
    }

    /** In the role {@code amq}: it may do everything, and look everywhere. */
    public String admin() {
        return "admin";
    }

    /** Of all users. */
    public String password() {
        return password;
    }

    @Override
    public void close() {
        container.stop();
    }
}
