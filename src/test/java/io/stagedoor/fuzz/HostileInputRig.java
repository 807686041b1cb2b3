package io.stagedoor.fuzz;

import static io.stagedoor.testing.Events.BUILD;
import static io.stagedoor.testing.Events.ENTITY;
import static io.stagedoor.testing.Events.LOCATION;
import static io.stagedoor.testing.Events.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A program with a heap of 256 MiB, and a producer that may send anything. Nobody consumes what is routed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostileInputRig {

    static final Map<String, String> CHANNELS = Map.of(
            ENTITY, "catalog-created-ledger.json",
            LOCATION, "location-removed.json",
            TASK, "scaffolder-completed.json",
            BUILD, "techdocs-build.json");

    /** An application property, by which a message is known again. */
    static final String CASE = "case";

    @TempDir
    static Path folder;

    EmbeddedBroker broker;
    Program program;
    Amqp amqp;

    @BeforeAll
    void start() throws Exception {
        int port = FreePort.next();
        String url = "amqp://localhost:" + port;
        broker = EmbeddedBroker.start(folder.resolve("broker"), port, "artemis-config/broker.xml");
        program = Program.run(
                folder,
                Map.of(
                        Program.HEAP,
                        "256m",
                        "stagedoor.broker.url",
                        url,
                        "stagedoor.routes",
                        Program.heldRoutes(folder).toString()));
        amqp = new Amqp(url, null, null);
    }

    @AfterAll
    void stop() throws Exception {
        System.out.printf("hostile input: %d MiB in RAM at the end%n", program.resident() >> 20);
        amqp.close();
        program.close();
        broker.close();
        assertThat(program.output()).doesNotContain("OutOfMemoryError").doesNotContain("StackOverflowError");
    }

    /** One event on each channel, which must arrive in time. */
    void sentinels() throws Exception {
        for (String channel : CHANNELS.keySet()) {
            amqp.send(channel, event(channel).getBytes(StandardCharsets.UTF_8));
        }
        CHANNELS.keySet().forEach(amqp::awaitEmpty);
        assertThat(amqp.takeEverything("held/archive")).hasSize(CHANNELS.size());
    }

    /** With an id of its own: else it would be a duplicate. */
    static String event(String channel) {
        return Events.text(CHANNELS.get(channel)).replaceFirst("(\"eventId\": \")[^\"]*", "$1" + Events.newId());
    }
}
