package io.stagedoor.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.stagedoor.wire.EventProperties;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterTest {

    private static final Instant FIRST = Instant.parse("2026-11-23T07:00:00Z");
    private static final Instant LAST = Instant.parse("2026-11-23T08:00:00.003Z");

    @Test
    void a_dead_letter_says_everything_that_is_known_in_reading_order() {
        DeadLetter all = new DeadLetter(
                DeadLetterReason.EXHAUSTED,
                "HTTP 503",
                "cmdb-route",
                "cmdb",
                10,
                FIRST,
                LAST,
                503,
                "/metadata",
                "required",
                "Backstage 1.0.0 (abc)");

        assertThat(all.properties())
                .containsExactly(
                        entry("stagedoor_reason", "exhausted"),
                        entry("stagedoor_error", "HTTP 503"),
                        entry("stagedoor_pointer", "/metadata"),
                        entry("stagedoor_keyword", "required"),
                        entry("stagedoor_contract", "Backstage 1.0.0 (abc)"),
                        entry("stagedoor_route", "cmdb-route"),
                        entry("stagedoor_destination", "cmdb"),
                        entry("stagedoor_attempts", 10),
                        entry("stagedoor_first_failure", "2026-11-23T07:00:00Z"),
                        entry("stagedoor_last_failure", "2026-11-23T08:00:00.003Z"),
                        entry("stagedoor_last_status", 503));
    }

    @Test
    void the_time_of_the_verdict_replaces_only_a_missing_last_failure() {
        DeadLetter unrouted = DeadLetter.ofRoute(DeadLetterReason.UNROUTED, "catalog-entity", "no branch");
        assertThat(unrouted.at(FIRST).properties()).containsEntry(EventProperties.LAST_FAILURE, FIRST.toString());
        assertThat(unrouted.at(FIRST).at(LAST).lastFailure()).isEqualTo(FIRST);
    }

    @Test
    void an_unknown_fact_becomes_no_property() {
        assertThat(DeadLetter.ofRoute(DeadLetterReason.UNROUTED, "catalog-entity", "no branch")
                        .properties())
                .containsOnlyKeys("stagedoor_reason", "stagedoor_error", "stagedoor_route");
        assertThat(DeadLetter.ofRoute(DeadLetterReason.UNDELIVERABLE, null, null)
                        .properties())
                .containsExactly(entry("stagedoor_reason", "undeliverable"));
    }

    @Test
    void an_invalid_event_names_the_place_and_the_contract() {
        assertThat(DeadLetter.invalid("catalog-entity", "", "json", "line 1", "Backstage 1.0.0 (abc)")
                        .properties())
                .containsExactly(
                        entry("stagedoor_reason", "invalid"),
                        entry("stagedoor_error", "line 1"),
                        entry("stagedoor_pointer", ""),
                        entry("stagedoor_keyword", "json"),
                        entry("stagedoor_contract", "Backstage 1.0.0 (abc)"),
                        entry("stagedoor_route", "catalog-entity"));
    }

    @Test
    void error_and_pointer_are_bounded() {
        Map<String, Object> properties = DeadLetter.invalid("r", "/" + "p".repeat(100_000), "k", "e".repeat(1025), "c")
                .properties();

        assertThat(properties).containsEntry("stagedoor_error", "e".repeat(1023) + "…");
        assertThat((String) properties.get("stagedoor_pointer")).hasSize(1024).endsWith("p…");
        assertThat(DeadLetter.invalid("r", "", "k", "e".repeat(1024), "c").properties())
                .containsEntry("stagedoor_error", "e".repeat(1024));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83C", "\uDFAD", "x\uDFAD\uD83C"})
    void an_event_with_half_of_a_surrogate_pair_can_still_be_a_dead_letter(String half) {
        // Allowed in JSON as \ud83c, for instance in a key; AMQP cannot carry it.
        assertThat(DeadLetter.invalid("r", "/" + half, "json", "the key " + half, "c")
                        .properties()
                        .values())
                .allMatch(value -> StandardCharsets.UTF_8.newEncoder().canEncode((String) value));
        assertThat(DeadLetter.invalid("r", "/", "json", "e".repeat(1022) + "\uD83C\uDFAD" + "e", "c")
                        .properties()
                        .values())
                .allMatch(value -> StandardCharsets.UTF_8.newEncoder().canEncode((String) value));
    }

    @Test
    void a_pointer_to_a_key_with_an_emoji_stays_whole() {
        assertThat(DeadLetter.invalid("r", "/b\u00FChne/\uD83C\uDFAD", "type", "e", "c")
                        .properties())
                .containsEntry("stagedoor_pointer", "/b\u00FChne/\uD83C\uDFAD");
    }

    @ParameterizedTest
    @EnumSource
    void every_reason_is_one_lower_case_word(DeadLetterReason reason) {
        assertThat(reason.word()).matches("[a-z]+").isEqualToIgnoringCase(reason.name());
    }

    @Test
    void every_property_has_a_name_that_jms_leaves_alone() {
        DeadLetter all = new DeadLetter(DeadLetterReason.INVALID, "e", "r", "d", 1, FIRST, LAST, 500, "/p", "k", "c");

        assertThat(all.properties().keySet()).allMatch(name -> name.matches("stagedoor_[a-z_]+"));
    }
}
