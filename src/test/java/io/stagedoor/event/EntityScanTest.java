package io.stagedoor.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityScanTest {

    @Test
    void it_finds_in_every_example_what_the_tree_has() throws Exception {
        List<Path> examples;
        try (Stream<Path> files = Files.list(Path.of("examples/events"))) {
            examples = files.filter(file -> file.toString().endsWith(".json")).toList();
        }

        assertThat(examples).hasSizeGreaterThan(3).allSatisfy(file -> {
            byte[] event = Files.readAllBytes(file);
            assertThat(EntityScan.of(event)).isEqualTo(Entity.of(EventJson.parse(event)));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventPayload\":{\"taskId\":\"t\",\"entityRef\":\"Component:Default/A\"}}",
                "{\"eventPayload\":{\"entityRef\":\"\",\"taskId\":7,\"location\":{\"id\":{},\"target\":\"https://a\"}}}",
                "{\"eventPayload\":{\"location\":[{\"target\":\"x\"}],\"entity\":{\"kind\":\"API\",\"metadata\":{\"name\":"
                        + "\"B\",\"annotations\":{\"name\":\"no\"}},\"spec\":{\"kind\":\"no\"}}}}",
                "{\"eventPayload\":{\"entity\":{\"kind\":\"API\",\"metadata\":{\"uid\":\"u\",\"namespace\":\"N\"}}}}",
                "{\"eventPayload\":{\"entity\":{\"metadata\":{\"namespace\":\"N\",\"name\":\"B\"},\"kind\":\"API\"}}}",
                "{\"other\":{\"eventPayload\":{\"taskId\":\"no\"}},\"eventPayload\":{\"entity\":\"x\"}}",
                "{\"eventPayload\":[{\"taskId\":\"no\"}]}",
                "[]",
                "7",
            })
    void it_agrees_with_the_tree(String event) throws Exception {
        byte[] bytes = event.getBytes(StandardCharsets.UTF_8);

        assertThat(EntityScan.of(bytes)).isEqualTo(Entity.of(EventJson.parse(bytes)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "no json", "{\"eventPayload\":{\"taskId\":"})
    void what_is_not_json_names_nothing(String text) {
        assertThat(EntityScan.of(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
