package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.contract.schema.PayloadSchema;
import io.stagedoor.contract.schema.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real events, and real events with one fault, against the bundled contract. */
class BackstageEventsTest {
    private static final Path EVENTS = Path.of("examples/events");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Contract contract;

    BackstageEventsTest() throws ContractException {
        contract = Contract.bundled();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    catalog-created-ledger.json,   backstage/catalog/entity
                    catalog-deleted-ledger.json,   backstage/catalog/entity
                    catalog-updated-payments.json, backstage/catalog/entity
                    catalog-updated-payments.json, backstage/catalog/location
                    location-added.json,           backstage/catalog/location
                    location-removed.json,         backstage/catalog/location
                    scaffolder-cancelled.json,     backstage/scaffolder/task
                    scaffolder-completed.json,     backstage/scaffolder/task
                    scaffolder-failed.json,        backstage/scaffolder/task
                    scaffolder-open.json,          backstage/scaffolder/task
                    scaffolder-processing.json,    backstage/scaffolder/task
                    techdocs-build.json,           backstage/techdocs/build
                    """)
    void a_real_event_is_valid_in_its_channel(String file, String address) throws IOException {
        assertThat(validate(address, event(file))).isEmpty();
    }

    @Test
    void every_real_event_is_valid_in_some_channel() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .allSatisfy(file -> assertThat(contract.channels())
                            .anySatisfy(channel -> assertThat(channel.schema().validate(event(file)))
                                    .isEmpty()));
        }
    }

    @Test
    void a_created_entity_is_no_location_event() throws IOException {
        assertThat(validate("backstage/catalog/location", event("catalog-created-ledger.json")))
                .containsExactly(new Violation(
                        "/eventPayload/action",
                        "enum",
                        "does not have a value in the enumeration [\"added\", \"updated\", \"removed\"]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    /topic               | remove       |                         | required | required property 'topic' not found
                    /topic               | "scaffolder" | /topic                  | const    | must be the constant value 'catalog'
                    /topic               | "CATALOG"    | /topic                  | const    | must be the constant value 'catalog'
                    /metadata            | remove       |                         | required | required property 'metadata' not found
                    /metadata            | "none"       | /metadata               | type     | string found, object expected
                    /metadata            | null         | /metadata               | type     | null found, object expected
                    /eventPayload        | remove       |                         | required | required property 'eventPayload' not found
                    /eventPayload        | []           | /eventPayload           | type     | array found, object expected
                    /eventPayload/action | remove       | /eventPayload           | required | required property 'action' not found
                    /eventPayload/action | "renamed"    | /eventPayload/action    | enum     | does not have a value in the enumeration ["created", "updated", "deleted"]
                    /eventPayload/entity | remove       | /eventPayload           | required | required property 'entity' not found
                    /eventPayload/entity | []           | /eventPayload/entity    | type     | array found, object expected
                    /eventPayload/entity/metadata/uid | 5 | /eventPayload/entity/metadata/uid | type | integer found, string expected
                    /metadata/eventId    | "not-a-uuid" | /metadata/eventId       | format   | does not match the uuid pattern must be a valid RFC 4122 UUID
                    /metadata/eventId    | ""           | /metadata/eventId       | format   | does not match the uuid pattern must be a valid RFC 4122 UUID
                    /metadata/eventId    | 7            | /metadata/eventId       | type     | integer found, string expected
                    /metadata/timestamp  | "yesterday"  | /metadata/timestamp     | format   | does not match the date-time pattern must be a valid RFC 3339 date-time
                    /metadata/timestamp  | "2026-11-23 07:20:32" | /metadata/timestamp | format | does not match the date-time pattern must be a valid RFC 3339 date-time
                    /metadata/timestamp  | "2026-02-30T00:00:00Z" | /metadata/timestamp | format | does not match the date-time pattern must be a valid RFC 3339 date-time
                    /metadata/source     | true         | /metadata/source        | type     | boolean found, string expected
                    """)
    void an_entity_event_with_one_thing_wrong_is_told_exactly(
            String at, String value, String pointer, String keyword, String message) throws IOException {
        assertThat(validate("backstage/catalog/entity", spoilt(at, value)))
                .containsExactly(new Violation(pointer == null ? "" : pointer, keyword, message));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            [],    array
            5,     integer
            null,  null
            true,  boolean
            1.5,   number
            '""',  string
            """)
    void an_event_that_is_not_an_object_is_reported_once(String event, String type) throws IOException {
        assertThat(validate("techdocsBuild", JSON.readTree(event)))
                .contains(new Violation("", "type", type + " found, object expected"));
    }

    @Test
    void optional_properties_may_be_absent() throws IOException {
        JsonNode bare = JSON.readTree("{\"topic\":\"scaffolder\",\"eventPayload\":{},\"metadata\":{}}");
        assertThat(validate("scaffolderTaskComplete", bare)).isEmpty();
    }

    @Test
    void all_violations_are_told_always_in_the_same_order() throws IOException {
        ObjectNode event = (ObjectNode) event("catalog-created-ledger.json");
        event.put("topic", "x").putObject("metadata").put("timestamp", 1).put("eventId", "x");
        event.putObject("eventPayload").put("action", 7);
        List<Violation> violations = validate("backstage/catalog/entity", event);
        assertThat(violations)
                .extracting(violation -> violation.pointer() + " " + violation.keyword())
                .containsExactly(
                        "/eventPayload required",
                        "/eventPayload/action enum",
                        "/eventPayload/action type",
                        "/metadata/eventId format",
                        "/metadata/timestamp type",
                        "/topic const");
        assertThat(validate("backstage/catalog/entity", event)).isEqualTo(violations);
    }

    @Test
    void formats_are_not_asserted_when_the_operator_says_so() throws Exception {
        PayloadSchema lenient = Contract.bundled(false)
                .channel("catalogEntityChange")
                .orElseThrow()
                .schema();
        assertThat(lenient.validate(spoilt("/metadata/eventId", "\"not-a-uuid\"")))
                .isEmpty();
        assertThat(lenient.validate(spoilt("/metadata/timestamp", "\"yesterday\"")))
                .isEmpty();
        assertThat(lenient.validate(spoilt("/metadata/eventId", "7"))).hasSize(1);
    }

    @Test
    void messages_are_english_wherever_the_program_runs() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Contract.bundled()
                            .channel("techdocsBuild")
                            .orElseThrow()
                            .schema()
                            .validate(JSON.readTree("5")))
                    .contains(new Violation("", "type", "integer found, object expected"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void the_validator_that_camel_uses_finds_the_same() throws IOException {
        PayloadSchema schema =
                contract.channel("catalogEntityChange").orElseThrow().schema();
        JsonNode event = spoilt("/eventPayload/action", "remove");
        assertThat(schema.jsonSchema().validate(event).stream().map(PayloadSchema::violation))
                .containsExactlyElementsOf(schema.validate(event));
    }

    private List<Violation> validate(String channel, JsonNode event) {
        return contract.channel(channel).orElseThrow().schema().validate(event);
    }

    private static JsonNode spoilt(String at, String value) throws IOException {
        JsonNode event = event("catalog-created-ledger.json");
        int last = at.lastIndexOf('/');
        ObjectNode holder = (ObjectNode) event.at(at.substring(0, last));
        if (value.equals("remove")) {
            holder.remove(at.substring(last + 1));
        } else {
            holder.set(at.substring(last + 1), JSON.readTree(value));
        }
        return event;
    }

    private static JsonNode event(String file) {
        try {
            return JSON.readTree(EVENTS.resolve(file).toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
