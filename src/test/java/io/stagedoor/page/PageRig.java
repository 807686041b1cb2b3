package io.stagedoor.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.browser.Browser;
import io.stagedoor.testing.browser.Tab;
import io.stagedoor.testing.receiver.Receiver;
import io.stagedoor.testing.receiver.Receiver.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A program with its page, a broker that can go away, a receiver, and a browser. */
final class PageRig implements AutoCloseable {

    /** Where the pictures of the documentation go: {@code -Dstagedoor.pictures=docs/images}. */
    private static final Path PICTURES = Path.of(System.getProperty("stagedoor.pictures", "target/pictures"));

    private static final String DEAD = "dead-letter/" + Events.TASK;

    final Receiver receiver;
    final Browser browser;
    private final Path folder;
    private final int brokerPort = FreePort.next();
    private final String origin;
    private EmbeddedBroker broker;
    private final Program program;

    /** Skips the test where there is no browser. */
    PageRig(Path folder, Map<String, String> more) throws Exception {
        Assumptions.assumeTrue(
                Browser.installed().isPresent(),
                "no Chromium on the PATH: the tests of the page are skipped; .ci/browser installs one");
        this.folder = folder;
        int port = FreePort.next();
        origin = "http://localhost:" + port;
        receiver = new Receiver();
        startBroker();
        Map<String, String> settings = new HashMap<>(more);
        settings.put("stagedoor.broker.url", "amqp://localhost:" + brokerPort);
        settings.put("stagedoor.routes", Program.routes(folder, "1s,1h").toString());
        settings.put("stagedoor.http.port", Integer.toString(port));
        settings.put("stagedoor.destination.my-service.url", receiver.url());
        program = Program.run(folder, settings);
        browser = Browser.start(folder);
    }

    void startBroker() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), brokerPort, "artemis-config/broker.xml");
    }

    void stopBroker() throws Exception {
        broker.close();
    }

    Tab tab() {
        return browser.tab(origin);
    }

    Program program() {
        return program;
    }

    /** Makes the receiver answer so to all that comes. */
    void answers(int status) {
        receiver.answers(
                request -> new Answer(status, Map.of("x-told", "by the receiver"), "the receiver says " + status));
    }

    /** @return the id of a new event that my-service wants */
    String sendTask() throws Exception {
        String id = Events.newId();
        send(Events.TASK, Events.task(id, "completed").getBytes(StandardCharsets.UTF_8));
        return id;
    }

    /** Sends events whose action no schema knows: each becomes a dead letter, invalid. */
    void sendInvalid(int events) throws Exception {
        try (Amqp amqp = amqp()) {
            for (int i = 0; i < events; i++) {
                amqp.send(Events.TASK, invalid(Events.newId()).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    static String invalid(String id) {
        return Events.task(id, "completed").replaceFirst("\"action\": *\"completed\"", "\"action\": 7");
    }

    void send(String address, byte[] body) throws Exception {
        try (Amqp amqp = amqp()) {
            amqp.send(address, body);
        }
    }

    Amqp amqp() throws Exception {
        return new Amqp("amqp://localhost:" + brokerPort, null, null);
    }

    static String deadLettersOfTasks() {
        return DEAD;
    }

    /** For the documentation. */
    static Path picture(String name) {
        return PICTURES.resolve(name + ".png");
    }

    /** The page can be read at this width without scrolling to the side. */
    static void assertFits(Tab tab) {
        assertThat(tab.eval("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                        .asInt())
                .as("pixels to the right of the window on " + tab.path())
                .isZero();
    }

    @Override
    public void close() throws Exception {
        browser.close();
        program.close();
        broker.close();
        receiver.close();
    }
}
