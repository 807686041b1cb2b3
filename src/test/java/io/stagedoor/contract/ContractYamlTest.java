package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.stagedoor.contract.schema.Violation;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What YAML and JSON of a contract mean. */
class ContractYamlTest extends ContractRig {

    @Test
    void json_with_tabs_is_read_as_yaml_is() throws Exception {
        Path file = Files.writeString(folder.resolve("contract.json"), """
                {
                \t"asyncapi": "3.0.0",
                \t"info": { "title": "Shop \\/ \\u00e4", "version": "1" },
                \t"channels": {
                \t\t"orders": { "address": "shop\\/orders", "messages": { "any": {} } }
                \t}
                }
                """);
        Contract contract = Contract.read(file);
        assertThat(contract.title()).isEqualTo("Shop / ä");
        assertThat(contract.channel("shop/orders")).isPresent();
    }

    @Test
    void a_byte_order_mark_before_the_document_is_accepted() throws Exception {
        assertThat(read("\uFEFF" + channel("payload: true")).channels()).hasSize(1);
    }

    @Test
    void words_that_older_yaml_read_as_booleans_and_dates_are_strings() throws Exception {
        Channel channel = only(
                channel("payload: {properties: {eventPayload: {properties: {action: {enum: [on, no, 2026-01-01]}}}}}"));
        assertThat(channel.actions()).containsExactly("on", "no", "2026-01-01");
    }

    @Test
    void anchors_and_merge_keys_are_resolved() throws Exception {
        Channel channel = only(
                "x-base: &base {type: object, required: [id]}\n" + channel("payload: {<<: *base, required: [name]}"));
        assertThat(validate(channel, "{}"))
                .extracting(Violation::message)
                .containsExactly("required property 'name' not found");
    }

    @Test
    void a_version_that_yaml_takes_for_a_number_keeps_its_text() throws Exception {
        assertThat(read(channel("payload: true").replace("version: 1.0.0", "version: 1.10"))
                        .version())
                .isEqualTo("1.10");
    }
}
