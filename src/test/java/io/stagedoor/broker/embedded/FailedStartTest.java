package io.stagedoor.broker.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.start.StartFailure;
import io.stagedoor.testing.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedStartTest {

    private static final String CONFIG = "artemis-config/broker.xml";

    @TempDir
    Path folder;

    private final int port = FreePort.next();

    @Test
    void a_wrong_configuration_leaves_the_folder_free_for_the_next_start() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.xml"), "<configuration><core><nonsense/></core>");
        assertThatThrownBy(() -> EmbeddedBroker.start(
                        folder.resolve("broker"), port, wrong.toUri().toString()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("wrong.xml");
        EmbeddedBroker.start(folder.resolve("broker"), port, CONFIG).close();
    }

    @Test
    void a_configuration_without_acceptor_leaves_the_folder_free_for_the_next_start() throws Exception {
        String xml = Files.readString(Path.of(CONFIG)).replaceAll("(?s)<acceptors>.*?</acceptors>", "");
        Path deaf = Files.writeString(folder.resolve("deaf.xml"), xml);
        assertThatThrownBy(() -> EmbeddedBroker.start(
                        folder.resolve("broker"), port, deaf.toUri().toString()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("has no acceptor");
        EmbeddedBroker.start(folder.resolve("broker"), port, CONFIG).close();
    }

    /**
     * A file in place of the journal's folder makes the start fail after the server has started its threads. None may
     * stay.
     */
    @Test
    void a_broker_that_fails_half_way_keeps_no_folder_no_port_and_no_thread() throws Exception {
        Path broker = Files.createDirectories(folder.resolve("broker/data"));
        Path inTheWay = Files.createFile(broker.resolve("bindings"));
        Set<Thread> before = threads();
        assertThatThrownBy(() -> EmbeddedBroker.start(folder.resolve("broker"), port, CONFIG))
                .isInstanceOf(StartFailure.class);
        Files.delete(inTheWay);
        try (ServerSocket mine = new ServerSocket(port, 1, InetAddress.getByName("localhost"))) {
            assertThat(mine.isBound()).isTrue();
        }
        Set<Thread> left = threads();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(20_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
        EmbeddedBroker.start(folder.resolve("broker"), port, CONFIG).close();
    }

    @Test
    void a_second_broker_in_the_folder_fails_in_the_same_process_too() throws Exception {
        try (EmbeddedBroker first = EmbeddedBroker.start(folder, port, CONFIG)) {
            assertThat(first.shortage()).isEmpty();
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, FreePort.next(), CONFIG))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("is in use by another Stagedoor");
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("ctivemq"))
                .collect(Collectors.toSet());
    }
}
