package io.stagedoor.broker.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stagedoor.testing.Burst;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.JavaProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Receiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A write that fails, first in part and then as a whole, as on a disk that becomes full. Here the system limits files
 * to 12 MiB, and the broker's pages are larger.
 */
class FailedWriteTest {

    private static final String LIMIT_KIB = "12288";
    private static final Pattern EVENT_ID = Pattern.compile("\"eventId\" *: *\"([^\"]+)\"");

    @TempDir
    Path folder;

    private final int port = FreePort.next();

    @Test
    void every_event_accepted_before_a_failed_write_is_there_after_the_next_start() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash here: no file can be kept small");
        Path log = folder.resolve("broker.log");
        Burst burst = new Burst(port, 40_000);
        JavaProcess broker = JavaProcess.limited(
                LIMIT_KIB,
                LimitedBroker.class,
                log,
                List.of("-Xmx256m", "-Dstagedoor.broker.memory=1M"),
                List.of(folder.resolve("broker").toString(), Integer.toString(port), largePages(), "0"));
        try (broker) {
            broker.await("broker ready", Duration.ofMinutes(3));
            burst.send(() -> !broker.alive());
        }
        assertThat(broker.output()).contains("the end: the embedded broker cannot write", "Make room on that disk");
        assertThat(burst.accepted()).isNotEmpty();
        try (EmbeddedBroker again = EmbeddedBroker.start(folder.resolve("broker"), port, "artemis-config/broker.xml")) {
            System.out.printf("a write failed: %d accepted%n", burst.accepted().size());
            takeAll(burst.accepted());
            assertThat(again.shortage()).isEmpty();
        }
    }

    private String largePages() throws Exception {
        String xml = Files.readString(Path.of("artemis-config/broker.xml"));
        Path large = folder.resolve("large-pages.xml");
        Files.writeString(large, xml.replace("<page-size-bytes>2M<", "<page-size-bytes>30M<"));
        return large.toUri().toString();
    }

    /** Until each of them came. */
    private void takeAll(Set<String> accepted) throws Exception {
        Set<String> missing = new HashSet<>(accepted);
        try (Client client = Client.create();
                Connection connection = client.connect("localhost", port);
                Receiver receiver = connection.openReceiver(Events.TASK)) {
            while (!missing.isEmpty()) {
                Delivery delivery = receiver.receive(3, TimeUnit.MINUTES);
                assertThat(delivery).as("%d are missing", missing.size()).isNotNull();
                byte[] body = (byte[]) delivery.message().body();
                Matcher id = EVENT_ID.matcher(new String(body, StandardCharsets.UTF_8));
                assertThat(id.find()).isTrue();
                missing.remove(id.group(1));
                delivery.accept();
            }
        }
    }
}
