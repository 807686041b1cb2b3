package io.stagedoor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A channel of a contract that cannot be served, with the exact words that the operator reads. */
class BadChannelTest extends BadContractRig {

    @Test
    void no_channels_at_all() {
        assertProblem(
                GOOD.substring(0, GOOD.indexOf("channels:")),
                "",
                "no channels; add one with its address and messages (line 1)");
        assertProblem(
                GOOD.substring(0, GOOD.indexOf("channels:")) + "channels: {}\n",
                "/channels",
                "no channels; add one with its address and messages (line 5)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    `description: none`         | this channel has no address; add the AMQP address that its events come from (line 6)
                    `address: null`             | this channel has no address; add the AMQP address that its events come from (line 6)
                    `address: ''`               | an address must be a non-empty string; write the AMQP address that its events come from (line 7)
                    `address: 5`                | an address must be a non-empty string; write the AMQP address that its events come from (line 7)
                    `address: 'shop/{id'`       | the address 'shop/{id' has an unmatched brace; write a parameter as {name} (line 7)
                    `address: 'shop/id}'`       | the address 'shop/id}' has an unmatched brace; write a parameter as {name} (line 7)
                    `address: 'shop/{}'`        | the address 'shop/{}' has the parameter '{}'; name it with letters, digits, '_' and '-' (line 7)
                    `address: 'shop/{{id}}'`    | the address 'shop/{{id}}' has an unmatched brace; write a parameter as {name} (line 7)
                    `address: 'shop/{id}#'`     | the address has a wildcard, a control character, a space at its start or end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: '/{id}'`          | the address '/{id}' has the segment '' between slashes; each segment becomes a folder of the archive, so give it a name (line 7)
                    `address: /`                | the address '/' has the segment '' between slashes; each segment becomes a folder of the archive, so give it a name (line 7)
                    `address: shop/*`           | the address has a wildcard, a control character, a space at its start or end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: 'shop/#'`         | the address has a wildcard, a control character, a space at its start or end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: 'shop.>'`         | the address has a wildcard, a control character, a space at its start or end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: 'a::b'`           | the address has a wildcard, a control character, a space at its start or end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: 'a?b=c'`          | the address has a wildcard, a control character, a space at its start or end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: "a\\nb"`          | the address has a wildcard, a control character, a space at its start or end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: "a\\u202eb"`      | the address has a wildcard, a control character, a space at its start or end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: ' a'`             | the address has a wildcard, a control character, a space at its start or end, or one of * # > ? % & \\ ::; remove it (line 7)
                    `address: deliver/cmdb`     | addresses below 'deliver/' are Stagedoor's own; choose another (line 7)
                    `address: dead-letter/shop` | addresses below 'dead-letter/' are Stagedoor's own; choose another (line 7)
                    `address: seen/shop`        | addresses below 'seen/' are Stagedoor's own; choose another (line 7)
                    `address: turn/shop`        | addresses below 'turn/' are Stagedoor's own; choose another (line 7)
                    `address: /shop`            | the address '/shop' has the segment '' between slashes; each segment becomes a folder of the archive, so give it a name (line 7)
                    `address: shop/`            | the address 'shop/' has the segment '' between slashes; each segment becomes a folder of the archive, so give it a name (line 7)
                    `address: shop//orders`     | the address 'shop//orders' has the segment '' between slashes; each segment becomes a folder of the archive, so give it a name (line 7)
                    `address: ../shop`          | the address '../shop' has the segment '..' between slashes; each segment becomes a folder of the archive, so give it a name (line 7)
                    `address: shop/./orders`    | the address 'shop/./orders' has the segment '.' between slashes; each segment becomes a folder of the archive, so give it a name (line 7)
                    """)
    void an_invalid_address(String bad, String reason) {
        String pointer = reason.contains("no address") ? "/channels/orders" : "/channels/orders/address";
        assertUnserved(spoil("address: shop/orders", bad), pointer, reason);
    }

    @Test
    void an_address_that_is_too_long() {
        assertUnserved(
                spoil("shop/orders", "a".repeat(201)),
                "/channels/orders/address",
                "the address has more than 200 characters; shorten it (line 7)");
    }

    @Test
    void two_channels_with_one_address() {
        String text = spoil("channels:\n", "channels:\n  first:\n    address: shop/orders\n    messages: {a: {}}\n");
        String reason = "the address 'shop/orders' is also the address of channel %s; give each its own, or put all"
                + " messages into one"
                + " channel (line %d)";
        assertUnserved(text, "/channels/first/address", reason.formatted("orders", 7));
        assertUnserved(text, "/channels/orders/address", reason.formatted("first", 10));
    }

    @Test
    void a_channel_without_messages() {
        assertUnserved(
                spoil("    messages:\n      placed:\n", "    x-messages:\n      placed:\n"),
                "/channels/orders",
                "this channel has no messages, so no event can be valid; add one (line 6)");
    }

    @Test
    void a_channel_that_is_not_an_object() {
        assertUnserved(
                spoil("channels:\n", "channels:\n  first: words\n"),
                "/channels/first",
                "a channel must be an object; give it an address and messages (line 6)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "json",
                "application/jsonx",
                "''",
                "5",
                "application/json; charset",
                "\"application/json\\r\\nX: y\""
            })
    void a_content_type_that_is_not_json(String type) {
        assertThat(read(spoil("contentType: application/json", "contentType: " + type))
                        .unserved())
                .singleElement()
                .extracting(Unserved::reason)
                .asString()
                .contains("#/components/messages/Placed/contentType: the content type '")
                .contains("is not JSON");
    }

    @Test
    void a_default_content_type_that_is_not_json_where_it_is_needed() throws Exception {
        String text = GOOD + "defaultContentType: application/avro\n";
        assertThat(Contract.read(write(text)).channels()).hasSize(1);
        assertUnserved(
                text.replace("      contentType: application/json\n", ""),
                "/defaultContentType",
                "the content type 'application/avro' is not JSON; use application/json, or a type that ends in"
                        + " +json (line 24)");
    }

    @Test
    void messages_of_one_channel_with_two_content_types() {
        assertUnserved(
                spoil(
                        "    messages:\n      placed:\n",
                        "    messages:\n      other:\n        contentType: application/cloudevents+json\n"
                                + "      placed:\n"),
                "/components/messages/Placed",
                "its content type 'application/json' differs from 'application/cloudevents+json' of the channel's"
                        + " other messages; use the same type, or another channel (line 20)");
    }
}
