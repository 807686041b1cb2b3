package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.contract.schema.Violation;
import io.stagedoor.event.EventJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A channel whose payload has the schema of a test. */
abstract class PayloadRulesRig {

    static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    static boolean valid(Channel channel, String event) throws Exception {
        return validate(channel, event).isEmpty();
    }

    static List<Violation> validate(Channel channel, String event) throws Exception {
        return channel.schema().validate(EventJson.parse(event.getBytes(StandardCharsets.UTF_8)));
    }

    Channel payload(String schema) throws Exception {
        Contract contract = contract(schema);
        assertThat(contract.channels()).as(schema).hasSize(1);
        return contract.channels().get(0);
    }

    Contract contract(String schema) throws Exception {
        return Contract.read(Files.writeString(
                folder.resolve("contract.json"),
                "{\"asyncapi\": \"3.0.0\", \"info\": {\"title\": \"t\", \"version\": \"1\"}, \"channels\": {\"c\": {\"address\":"
                        + " \"c\", \"messages\": {\"m\": {\"payload\": " + schema + "}}}}}"));
    }
}
