package io.stagedoor.backstage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.FreePort;
import io.stagedoor.testing.Program;
import io.stagedoor.testing.receiver.Receiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/backstage-bus}: two topics of Backstage's events service as channels, without Java. */
class BackstageBusIT {

    private static final Path EXAMPLE = Path.of("examples/backstage-bus");

    @TempDir
    Path folder;

    @Test
    void the_examples_contract_and_routes_add_two_channels_to_the_four() throws Exception {
        String port = Integer.toString(FreePort.next());
        byte[] error = Files.readAllBytes(EXAMPLE.resolve("events/catalog-errors.json"));
        byte[] conflict = Files.readAllBytes(EXAMPLE.resolve("events/catalog-conflict.json"));
        byte[] task = Files.readAllBytes(Path.of("examples/events/scaffolder-completed.json"));
        try (Receiver receiver = new Receiver();
                Program program = Program.run(folder, settings(port, receiver));
                Amqp amqp = Amqp.inside(folder, "amqp://localhost:" + port)) {
            assertThat(program.output())
                    .contains("backstage/catalog/errors  →  catalog-errors")
                    .contains("backstage/catalog/conflict  →  catalog-conflict")
                    .contains("backstage/catalog/entity  →  catalog-entity");
            amqp.send("backstage/catalog/errors", error);
            amqp.send("backstage/catalog/conflict", conflict);
            amqp.send("backstage/scaffolder/task", task);
            amqp.send("backstage/catalog/errors", conflict);

            await().until(() -> receiver.requests().size() == 3);
            assertThat(receiver.requests())
                    .extracting(request -> request.body())
                    .containsExactlyInAnyOrder(error, conflict, task);
            assertThat(amqp.routed("backstage/catalog/errors", "dead-letter/backstage/catalog/errors"))
                    .extracting(dead -> dead.text("reason"))
                    .containsExactly("invalid");
        }
    }

    private Map<String, String> settings(String port, Receiver receiver) throws Exception {
        Path routes = Program.routes(folder, "1s");
        try (Stream<Path> added = Files.list(EXAMPLE.resolve("routes"))) {
            for (Path file : added.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return Map.of(
                "stagedoor.contract",
                EXAMPLE.resolve("backstage-events-and-bus.asyncapi.yaml")
                        .toAbsolutePath()
                        .toString(),
                "stagedoor.routes",
                routes.toString(),
                "stagedoor.broker.embedded.port",
                port,
                "stagedoor.destination.my-service.url",
                receiver.url());
    }
}
