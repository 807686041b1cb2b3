package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.stagedoor.contract.document.ContractException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundledContractTest {
    private final Contract contract;

    BundledContractTest() throws ContractException {
        contract = Contract.bundled();
    }

    @Test
    void the_bundled_document_has_title_and_version() {
        assertThat(contract.title()).isEqualTo("Backstage Events System");
        assertThat(contract.version()).isEqualTo("1.0.0");
        assertThat(contract.source()).isEqualTo("backstage-events.asyncapi.yaml (bundled)");
        assertThat(contract.hash()).matches("[0-9a-f]{16}");
    }

    @Test
    void it_has_four_channels_in_document_order() {
        assertThat(contract.channels())
                .extracting(Channel::name, Channel::address, Channel::messages, Channel::actions)
                .containsExactly(
                        tuple(
                                "catalogEntityChange",
                                "backstage/catalog/entity",
                                List.of("CatalogEntityChangeEvent"),
                                List.of("created", "updated", "deleted")),
                        tuple(
                                "catalogLocationChange",
                                "backstage/catalog/location",
                                List.of("CatalogLocationChangeEvent"),
                                List.of("added", "updated", "removed")),
                        tuple(
                                "scaffolderTaskComplete",
                                "backstage/scaffolder/task",
                                List.of("ScaffolderTaskEvent"),
                                List.of("created", "processing", "completed", "failed", "cancelled")),
                        tuple(
                                "techdocsBuild",
                                "backstage/techdocs/build",
                                List.of("TechDocsBuildEvent"),
                                List.of("build_started", "build_completed", "build_failed")));
        assertThat(contract.channels()).extracting(Channel::contentType).containsOnly("application/json");
        assertThat(contract.channels().get(1).description())
                .isEqualTo("Events emitted when catalog locations are added, updated, or removed.");
    }

    @Test
    void a_channel_is_found_by_its_address_or_its_name() {
        assertThat(contract.channel("backstage/techdocs/build")).isEqualTo(contract.channel("techdocsBuild"));
        assertThat(contract.channel("backstage/techdocs/build")).isPresent();
        assertThat(contract.channel("backstage/techdocs")).isEmpty();
    }

    @Test
    void the_same_document_in_a_file_has_the_same_hash_and_its_path_as_source() throws ContractException {
        Path file = Path.of("src/main/resources/backstage-events.asyncapi.yaml");
        Contract read = Contract.read(file);
        assertThat(read.hash()).isEqualTo(contract.hash());
        assertThat(read.source()).isEqualTo(file.toString());
    }
}
