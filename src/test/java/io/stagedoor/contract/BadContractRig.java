package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stagedoor.contract.document.ContractException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A contract that is good, and what its operator reads when a test spoils it. */
abstract class BadContractRig {

    /** Each test changes one line of this. */
    static final String GOOD = """
            asyncapi: 3.0.0
            info:
              title: Shop
              version: 1.0.0
            channels:
              orders:
                address: shop/orders
                messages:
                  placed:
                    $ref: '#/components/messages/Placed'
            operations:
              onOrder:
                action: receive
                channel:
                  $ref: '#/channels/orders'
            components:
              messages:
                Placed:
                  contentType: application/json
                  payload:
                    type: object
                    properties:
                      id:
                        type: string
            """;

    @TempDir
    Path folder;

    static String spoil(String good, String bad) {
        assertThat(GOOD).contains(good);
        return GOOD.replace(good, bad);
    }

    void assertProblem(String text, String pointer, String reason) {
        String message = refused(write(text)).getMessage().replace(folder + "/", "");
        assertThat(message).isEqualTo("contract.yaml#" + pointer + ": " + reason);
    }

    /** Expects that the channel with the fault is not served. */
    void assertUnserved(String text, String pointer, String reason) {
        assertThat(read(text).unserved())
                .extracting(channel -> channel.reason().replace(folder + "/", ""))
                .contains("contract.yaml#" + pointer + ": " + reason);
    }

    /** Expects a remark, because no channel uses the part with the fault. */
    void assertRemark(String text, String pointer, String reason) {
        Contract contract = read(text);
        assertThat(contract.remarks())
                .extracting(remark -> remark.replace(folder + "/", ""))
                .contains("contract.yaml#" + pointer + ": " + reason);
        assertThat(contract.channels()).hasSize(1);
        assertThat(contract.unserved()).isEmpty();
    }

    Contract read(String text) {
        try {
            return Contract.read(write(text));
        } catch (ContractException e) {
            throw new AssertionError(e);
        }
    }

    Path write(String text) {
        try {
            return Files.writeString(folder.resolve("contract.yaml"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static ContractException refused(Path file) {
        return catchThrowableOfType(ContractException.class, () -> Contract.read(file));
    }
}
