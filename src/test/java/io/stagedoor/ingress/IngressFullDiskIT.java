package io.stagedoor.ingress;

import static io.stagedoor.ingress.IngressRig.TOKEN;
import static io.stagedoor.testing.Events.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.broker.embedded.SmallDiskBroker;
import io.stagedoor.ingress.HttpSender.Answer;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the disk of the embedded broker is full senders are told so, and nothing that was accepted is lost. */
class IngressFullDiskIT {

    private static final int MANY = 250;

    @TempDir
    Path folder;

    private final IngressLedger ledger = new IngressLedger();

    @Test
    void a_full_disk_is_503_and_one_that_becomes_full_is_429_and_with_room_it_is_202_again() throws Exception {
        int port = FreePort.next();
        String url = "amqp://localhost:" + port;
        IngressRig rig = new IngressRig(folder);
        rig.settings.remove("stagedoor.broker.embedded.port");
        rig.settings.put("stagedoor.broker.url", url);
        rig.settings.put("stagedoor.routes", Program.heldRoutes(folder).toString());
        Files.delete(folder.resolve("routes/scaffolder-task.yaml")); // So that the events stay in their channel.
        HttpSender ci = rig.sender(TOKEN);
        try (SmallDiskBroker broker =
                        SmallDiskBroker.start(folder.resolve("broker"), port, TASK, folder.resolve("broker.log"));
                Program program = Program.run(folder, rig.settings);
                Amqp amqp = new Amqp(url, null, null)) {
            assertThat(ledger.send(ci, MANY).status()).isEqualTo(202);

            broker.leave(12); // A quarter of the reserve: the broker refuses.
            soon(() -> isRefused(ledger.send(ci, 1), 503, "its disk or the channel's queue is full", 30));
            broker.clear();
            soon(() -> assertThat(ledger.send(ci, 1).status()).isEqualTo(202));

            broker.leave(36); // Three quarters of it: the broker gives no more credit.
            soon(() -> isRefused(ledger.send(ci, MANY), 429, "its disk or the channel's queue is full", 1));
            isRefused(ledger.send(ci, 1), 429, "its disk or the channel's queue is full", 1);
            broker.clear();
            soon(() -> assertThat(ledger.send(ci, 1).status()).isEqualTo(202));
            ledger.isWhole(() -> amqp.takeAll(TASK), () -> ledger.send(ci, 1));
        }
    }

    private static void soon(ThrowingRunnable check) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(check);
    }

    private static void isRefused(Answer answer, int status, String detail, int retryAfter) throws Exception {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.json().get("detail").asText()).contains(detail, "send it again");
        assertThat(answer.header("Retry-After")).isEqualTo(Integer.toString(retryAfter));
    }
}
