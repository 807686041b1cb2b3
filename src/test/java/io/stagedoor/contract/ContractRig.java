package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.contract.schema.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A contract of one channel, as a test writes it. */
abstract class ContractRig {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String HEAD = "asyncapi: 3.0.0\ninfo: {title: Shop, version: 1.0.0}\n";

    @TempDir
    Path folder;

    static List<Violation> validate(Channel channel, String event) throws IOException {
        JsonNode node = JSON.readTree(event);
        return channel.schema().validate(node);
    }

    static String channel(String message) {
        return HEAD + "channels:\n  orders:\n    address: shop/orders\n    messages:\n      m:\n        " + message
                + "\n";
    }

    Channel only(String text) throws Exception {
        Contract contract = read(text);
        assertThat(contract.channels()).hasSize(1);
        return contract.channels().get(0);
    }

    Contract read(String text) throws Exception {
        return Contract.read(Files.writeString(folder.resolve("contract.yaml"), text));
    }
}
