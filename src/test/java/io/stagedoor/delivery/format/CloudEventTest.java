package io.stagedoor.delivery.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the attributes of a CloudEvent are built. */
class CloudEventTest {

    @ParameterizedTest
    @CsvSource({
        "backstage/catalog/entity, created, io.backstage.catalog.entity.created",
        "backstage/catalog/location, removed, io.backstage.catalog.location.removed",
        "backstage/scaffolder/task, cancelled, io.backstage.scaffolder.task.cancelled",
        "backstage/techdocs/build, build_completed, io.backstage.techdocs.build.build_completed",
        "backstage/catalog/entity, , io.backstage.catalog.entity",
        "permission/policy, updated, io.backstage.permission.policy.updated",
        "backstage/a b\u00e4/c, x, io.backstage.a_b_.c.x",
        "'', x, io.backstage.event.x",
        "backstage/a, x y, io.backstage.a",
        "backstage/a, '', io.backstage.a"
    })
    void the_type_is_the_channel_and_the_action_in_reverse_dns_style(String address, String action, String type) {
        JsonNode node =
                action == null ? JsonNodeFactory.instance.missingNode() : JsonNodeFactory.instance.textNode(action);

        assertThat(CloudEventType.of(address, node)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T07:24:39.002Z, 2026-11-23T07:24:39.002Z",
        "2018-04-05T03:56:24Z, 2018-04-05T03:56:24Z",
        "2018-04-05T03:56:24.123456789+02:00, 2018-04-05T03:56:24.123456789+02:00",
        "2018-04-05t03:56:24z, 2018-04-05T03:56:24Z"
    })
    void the_time_is_the_events_own(String timestamp, String time) {
        assertThat(EventTime.of(JsonNodeFactory.instance.textNode(timestamp))).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2018-04-05",
                "2018-04-05T03:56Z",
                "2018-04-05T03:56:24",
                "2018-02-30T03:56:24Z",
                "2018-04-05T25:56:24Z",
                "2018-04-05 03:56:24Z",
                "2016-12-31T23:59:60Z",
                "+12018-04-05T03:56:24Z",
                "2018-04-05T03:56:24+0200"
            })
    void a_time_that_is_not_rfc_3339_is_left_out(String timestamp) {
        assertThat(EventTime.of(JsonNodeFactory.instance.textNode(timestamp))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "{\"entityRef\":\"component:default/my-service\"}   | component:default/my-service",
                "{\"entityRef\":\"Component:Default/My-Service\"}   | component:default/my-service",
                "{\"entity\":{\"metadata\":{\"uid\":\"1e0a\"}}}     | 1e0a",
                "{\"taskId\":\"23f93af6\",\"templateRef\":\"x\"}    | 23f93af6",
                "{\"location\":{\"type\":\"url\",\"target\":\"https://h/x.yaml\"}} | https://h/x.yaml",
                "{\"entity\":{\"kind\":\"Component\",\"metadata\":{\"name\":\"Ledger\",\"namespace\":\"Pay\"}}}"
                        + " | component:pay/ledger",
                "{\"entity\":{\"kind\":\"Component\",\"metadata\":{\"name\":\"ledger\"}}} | component:default/ledger",
                "{\"entity\":{\"kind\":\"Component\"}} | null",
                "{\"entity\":{\"metadata\":{\"name\":\"x\"}}} | null",
                "{\"taskId\":7} | null",
                "{\"taskId\":\"\"} | null",
                "{\"taskId\":\"a\\u0000b\"} | null",
                "{\"taskId\":\"\\ud800\"} | null",
                "{\"taskId\":\"\\uffff\"} | null",
                "{} | null",
                "[] | null",
                "7 | null"
            })
    void the_subject_is_what_the_event_is_about(String payload, String subject) throws NotJson {
        assertThat(subjectOf(payload)).isEqualTo(subject);
    }

    @Test
    void a_subject_that_no_header_could_hold_is_left_out() throws NotJson {
        String payload = "{\"taskId\":\"" + "x".repeat(1025) + "\"}";

        assertThat(subjectOf(payload)).isNull();
    }

    private static String subjectOf(String payload) throws NotJson {
        return Subject.of(EventJson.parse(("{\"eventPayload\":" + payload + "}").getBytes(UTF_8)));
    }

    /** The example of the HTTP binding, 3.1.3.2, and the characters that must be encoded. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Euro \u20ac \ud83d\ude00, Euro%20%E2%82%AC%20%F0%9F%98%80",
                "a\"b%c, a%22b%25c",
                "component:default/x_y~!#$&'()*;=@[]{}|^<>\\, component:default/x_y~!#$&'()*;=@[]{}|^<>\\",
                "a\u007fb\u0080, a%7Fb%C2%80"
            })
    void a_header_value_is_percent_encoded_as_the_http_binding_says(String value, String encoded) {
        assertThat(BinaryMode.percentEncoded(value)).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://backstage.example.com/",
                "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66",
                "mailto:cncf-wg-serverless@lists.cncf.io",
                "cloudevents/spec/pull/123",
                "/backstage",
                "1-555-123-4567"
            })
    void a_source_is_a_uri_or_a_relative_reference(String source) {
        assertThatCode(() -> CloudEventSource.parse("stagedoor.cloudevents.source", source))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "https://h/\u00e4", "%zz", "http://[::1"})
    void any_other_source_is_refused_by_name(String source) {
        assertThatThrownBy(() -> CloudEventSource.parse("stagedoor.cloudevents.source", source))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("stagedoor.cloudevents.source=" + source);
        assertThatThrownBy(() -> Format.named("cloudevent", URI.create("/"))).hasMessageContaining("format=cloudevent");
    }
}
