package io.stagedoor.ingress;

import static io.stagedoor.ingress.IngressRig.TOKEN;
import static io.stagedoor.ingress.IngressRig.task;
import static io.stagedoor.testing.Events.BUILD;
import static io.stagedoor.testing.Events.TASK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.ingress.HttpSender.Answer;
import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.StandaloneBroker;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under pressure senders are told to come again, nothing that was accepted is lost, and other channels go on. */
class IngressPressureIT {

    private static final String FULL = """
            addressSettings."backstage/scaffolder/task".maxSizeBytes=1M
            addressSettings."backstage/scaffolder/task".addressFullMessagePolicy=%s
            """;

    private static final int MANY = 250;

    @TempDir
    Path folder;

    private IngressRig rig;
    private HttpSender ci;
    private StandaloneBroker broker;
    private Program program;
    private final IngressLedger ledger = new IngressLedger();

    @BeforeEach
    void prepare() throws Exception {
        rig = new IngressRig(folder);
        ci = rig.sender(TOKEN);
        rig.settings.put("stagedoor.routes", Program.heldRoutes(folder).toString());
        Files.delete(folder.resolve("routes/scaffolder-task.yaml")); // So that the channel fills.
    }

    @AfterEach
    void stop() throws Exception {
        program.close();
        if (broker != null) {
            broker.close();
        }
    }

    /** @param policy what the broker does with senders to the channel of tasks once it has 1 MiB of events */
    private void start(String policy) {
        broker = StandaloneBroker.create(folder.resolve("broker"))
                .with("full.properties", FULL.formatted(policy))
                .mayHold()
                .start();
        rig.settings.remove("stagedoor.broker.embedded.port");
        rig.settings.put("stagedoor.broker.url", broker.url());
        rig.settings.put("stagedoor.broker.user", StandaloneBroker.USER);
        rig.settings.put("stagedoor.broker.password", broker.password());
        program = Program.run(folder, rig.settings);
    }

    private Answer send(int events) throws Exception {
        return ledger.send(ci, events);
    }

    /** A broker that is slow to give credit may answer with pressure before, and be asked again. */
    private Answer sendUntil(int status) throws Exception {
        Answer answer = send(MANY);
        for (int i = 0; i < 100 && answer.status() != status; i++) {
            answer = send(MANY);
        }
        return answer;
    }

    private static void isRefused(Answer answer, int status, String detail, int retryAfter) throws Exception {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.json().get("detail").asText()).contains(detail, "send it again");
        assertThat(answer.header("Retry-After")).isEqualTo(Integer.toString(retryAfter));
    }

    @Test
    void a_channel_whose_senders_the_broker_blocks_is_pressure_until_somebody_takes_its_events() throws Exception {
        start("BLOCK");
        isRefused(sendUntil(429), 429, "the broker takes no events of this channel now", 1);
        isRefused(send(1), 429, "the broker takes no events of this channel now", 1);
        assertThat(ci.json(BUILD, Events.text("techdocs-build.json")).status()).isEqualTo(202);

        List<CompletableFuture<Answer>> waiting =
                Stream.generate(() -> ledger.sendLater(ci, 1_000)).limit(3).toList();
        List<String> details = new ArrayList<>();
        for (CompletableFuture<Answer> one : waiting) {
            isRefused(one.join(), 429, "", 1);
            details.add(one.join().json().get("detail").asText());
        }
        assertThat(details)
                .filteredOn(said -> said.startsWith("too many events of this channel wait"))
                .hasSize(1);

        ledger.isWhole(this::taken, () -> send(1));
    }

    @Test
    void a_channel_whose_events_the_broker_refuses_takes_them_again_when_there_is_room() throws Exception {
        start("FAIL");
        isRefused(sendUntil(503), 503, "its disk or the channel's queue is full (amqp:resource-limit-exceeded)", 30);
        // A full broker gives no more credit. So it refuses until its credit is used up, and is silent from then on.
        isRefused(sendUntil(429), 429, "the broker takes no events of this channel now", 1);
        assertThat(ci.json(BUILD, Events.text("techdocs-build.json")).status()).isEqualTo(202);

        ledger.isWhole(this::taken, () -> send(1));
    }

    private List<Amqp.Taken> taken() throws Exception {
        try (Amqp amqp = new Amqp(broker.url(), StandaloneBroker.ADMIN, broker.password())) {
            return amqp.takeAll(TASK);
        }
    }

    @Test
    void senders_that_begin_large_requests_and_do_not_go_on_take_no_more_than_the_room_for_bodies() throws Exception {
        rig.settings.put(Program.HEAP, "256m");
        program = Program.run(folder, rig.settings);
        int most = 256 / 8 / 4;
        List<Socket> slow = new ArrayList<>();
        for (int i : IntStream.range(0, most).toArray()) {
            slow.add(begin(4 * 1024 * 1024));
        }
        await().untilAsserted(() -> isRefusedForRoom(ci.json(TASK, task(Events.newId()))));

        for (Socket socket : slow) {
            socket.close();
        }
        await().untilAsserted(() -> assertThat(send(1).status()).isEqualTo(202));
    }

    private static void isRefusedForRoom(Answer answer) throws Exception {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.json().get("detail").asText()).isEqualTo("too many requests at once");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    /** The head of a request, and nothing of its body. */
    private Socket begin(int bytes) throws Exception {
        Socket socket = new Socket("localhost", rig.port);
        OutputStream out = socket.getOutputStream();
        out.write(("POST /events/" + TASK + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                        + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + bytes + "\r\n\r\n")
                .getBytes(UTF_8));
        out.flush();
        return socket;
    }
}
