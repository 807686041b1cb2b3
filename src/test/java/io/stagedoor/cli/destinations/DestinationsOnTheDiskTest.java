package io.stagedoor.cli.destinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.TestBroker;
import io.stagedoor.broker.embedded.EmbeddedBroker;
import io.stagedoor.broker.queue.EventCount;
import io.stagedoor.broker.queue.QueueManagement;
import io.stagedoor.broker.queue.QueueState;
import io.stagedoor.cli.Cli;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sixty thousand events in bundles, most of them in the broker's pages: the command and the metric agree. */
class DestinationsOnTheDiskTest {

    private static final String CMDB = "deliver/cmdb";

    @TempDir
    private Path folder;

    @Test
    void sixty_thousand_events_on_the_disk_are_one_number_for_the_command_line_and_the_metric() throws Exception {
        int port = FreePort.next();
        String url = "amqp://localhost:" + port;
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
                Amqp amqp = new Amqp(url, null, null)) {
            // Small bundles first, as at the start of a backlog.
            for (int sent = 0; sent < 60_000; ) {
                List<Message<byte[]>> some = new ArrayList<>();
                for (int i = 0; i < 100 && sent < 60_000; i++) {
                    int events = Math.min(60_000 - sent, sent < 5_000 ? 7 : 50);
                    some.add(Message.create(new byte[events * 700]).property("stagedoor_events", events));
                    sent += events;
                }
                amqp.sendAll(CMDB, some);
            }
            try (QueueManagement management =
                    new QueueManagement(TestBroker.connector(url).open(), Duration.ofSeconds(10))) {
                assertThat(management.paging(CMDB)).isTrue();
                await().untilAsserted(() -> {
                    QueueState state = management.ask(CMDB).orElseThrow();
                    assertThat(new EventCount("stagedoor_events").due(management, CMDB, state))
                            .isEqualTo(new EventCount.Due(60_000, 0, false));
                });
                // The counter of the metric: it remembers earlier counts, and does not read all messages each time.
                EventCount metric = new EventCount("stagedoor_events");
                for (int times = 0; times < 3; times++) {
                    QueueState state = management.ask(CMDB).orElseThrow();
                    assertThat(metric.due(management, CMDB, state).sum()).isEqualTo(60_000);
                }
            }
            Cli.Result result = new Cli().with("stagedoor.broker.url", url).run("destinations");
            assertThat(result.out()).containsPattern("cmdb +no consumer +60000 +0 ");
        }
    }
}
