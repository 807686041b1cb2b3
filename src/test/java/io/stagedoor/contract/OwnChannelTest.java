package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.contract.document.ContractException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program's own channel beside those of the user's contract. */
class OwnChannelTest {

    private static final String ADDRESS = "stagedoor/operator";

    @TempDir
    Path folder;

    private Contract contract(String address) throws Exception {
        Path file = folder.resolve("events.asyncapi.yaml");
        Files.writeString(file, """
                asyncapi: 3.0.0
                info: {title: Mine, version: 2.0.0}
                channels:
                  mine:
                    address: %s
                    parameters: {}
                    messages:
                      one: {payload: {type: object}}
                """.formatted(address));
        return Contract.read(file);
    }

    @Test
    void it_is_found_by_address_and_by_name_and_the_contract_stays_as_it_is() throws Exception {
        Contract mine = contract("mine/one");
        Contract both = mine.including(Contract.operatorEvents());

        assertThat(both.at(ADDRESS)).isPresent();
        assertThat(both.channel("stagedoorOperator")).isEqualTo(both.at(ADDRESS));
        assertThat(both.at("mine/one")).isEqualTo(mine.at("mine/one"));
        assertThat(both.channels()).isEqualTo(mine.channels());
        assertThat(both.names()).isEqualTo(mine.names());
        assertThat(both.identity()).isEqualTo(mine.identity());
        assertThat(both.whyNot(ADDRESS)).isEmpty();
        assertThat(mine.at(ADDRESS)).isEmpty();
    }

    @Test
    void a_contract_that_has_its_address_is_refused() throws Exception {
        Contract mine = contract(ADDRESS);

        assertThatThrownBy(() -> mine.including(Contract.operatorEvents()))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("events.asyncapi.yaml")
                .hasMessageContaining("'stagedoor/operator' is a channel of Stagedoor's own")
                .hasMessageContaining("another address");
    }

    @Test
    void the_document_is_served_without_a_remark() throws Exception {
        Contract own = Contract.operatorEvents();

        assertThat(own.remarks()).isEmpty();
        assertThat(own.unserved()).isEmpty();
        assertThat(own.channels()).extracting(Channel::address).containsExactly(ADDRESS);
        assertThat(own.at(ADDRESS).orElseThrow().actions()).contains("breaker-opened", "destination-paused");
    }
}
