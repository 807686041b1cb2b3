package io.stagedoor.broker.embedded.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.Tracker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with its embedded broker, its commands, and strangers on the same machine. */
class DoorsIT {

    private static final int EVENTS = 50;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final int port = FreePort.next();
    private final String url = "amqp://localhost:" + port;
    private Map<String, String> settings;
    private Program program;

    @BeforeEach
    void start() throws Exception {
        Path routes = Program.routes(folder, "1s");
        Files.delete(routes.resolve("catalog-location.yaml"));
        settings =
                Map.of("stagedoor.routes", routes.toString(), "stagedoor.broker.embedded.port", Integer.toString(port));
        program = Program.run(folder, settings);
    }

    @AfterEach
    void stop() {
        program.close();
    }

    @Test
    void a_jms_producer_learns_why_its_event_is_refused() throws Exception {
        try (Connection connection = new JmsConnectionFactory(url).createConnection();
                Session session = connection.createSession()) {
            assertThatThrownBy(() -> send(session, session.createTopic(Events.TASK), 0))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("may send to the queues " + Events.ENTITY)
                    .hasMessageContaining("not to topics");
            assertThatThrownBy(() -> send(session, session.createQueue("backstage/scaffolder/Task"), 0))
                    .hasMessageContaining("may send to the queues " + Events.ENTITY);
            assertThatThrownBy(() -> send(session, session.createQueue(Events.TASK), 60_000))
                    .hasMessageContaining("an event cannot have a delivery time")
                    .hasMessageContaining("amqp:unauthorized-access");
            assertThatThrownBy(() -> session.createConsumer(session.createQueue("deliver/my-service")))
                    .hasMessageContaining("does not have permission");
            send(session, session.createQueue(Events.TASK), 0);
        }
        try (Amqp amqp = Amqp.inside(folder, url)) {
            assertThat(amqp.take("dead-letter/" + Events.TASK).text("reason")).isEqualTo("invalid");
        }
        assertThat(program.output()).contains("refused an event from", "an event cannot have a delivery time");
    }

    private static void send(Session session, Destination to, long delay) throws JMSException {
        try (MessageProducer producer = session.createProducer(to)) {
            producer.setDeliveryDelay(delay);
            producer.send(session.createTextMessage("{}"));
        }
    }

    @Test
    void commands_find_the_password_where_the_program_runs_and_say_what_to_do_elsewhere() throws Exception {
        Path password = folder.resolve("data/broker/password");

        assertThat(Program.call(folder, settings, "channels").output()).containsPattern(Events.TASK + " +0 +4 ");
        assertThat(Program.call(elsewhere, settings, "channels").output())
                .contains("no numbers", "--password-file", "broker/password");
        Program refused = Program.call(elsewhere, settings, "dead-letters", "list");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("--password-file", "broker/password");
        assertThat(Program.call(
                                elsewhere,
                                settings,
                                "dead-letters",
                                "list",
                                "--user",
                                "stagedoor",
                                "--password-file",
                                password.toString())
                        .output())
                .contains("0 dead letters");
        assertThat(program.output()).doesNotContain(Files.readString(password).strip());
    }

    @Test
    void other_users_of_the_machine_read_nothing_of_it() throws Exception {
        try (Amqp producer = new Amqp(url, null, null)) {
            producer.send(Events.BUILD, Events.file("techdocs-build.json"));
        }
        Path data = folder.resolve("data");
        for (String closed : List.of("", "broker", "archive", "broker/password", "broker/lock")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(closed))))
                    .as(closed)
                    .endsWith("---");
        }
        program.close();
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        program = Program.run(folder, settings);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void events_that_were_not_durable_survive_a_kill_and_the_start_reports_that_nothing_consumes_them()
            throws Exception {
        Set<String> sent = new HashSet<>();
        try (Client client = Client.create();
                Sender sender = client.connect("localhost", port).openSender(Events.LOCATION)) {
            List<Tracker> trackers = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                sent.add("event " + i);
                trackers.add(sender.send(
                        Message.create("event " + i).durable(false).annotation("x-booleans", new boolean[] {true, false
                        })));
            }
            for (Tracker tracker : trackers) {
                tracker.awaitAccepted(3, TimeUnit.MINUTES);
            }
        }
        program.kill();
        program = Program.run(folder, settings);

        assertThat(program.output())
                .contains(EVENTS + " messages wait in the queue " + Events.LOCATION + ", which nothing consumes");
        Set<String> found = new HashSet<>();
        try (Amqp amqp = Amqp.inside(folder, url)) {
            for (int i = 0; i < EVENTS; i++) {
                found.add(String.valueOf(amqp.take(Events.LOCATION).body()));
            }
        }
        assertThat(found).isEqualTo(sent);
    }
}
