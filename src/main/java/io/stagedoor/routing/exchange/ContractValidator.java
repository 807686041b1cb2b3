package io.stagedoor.routing.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.event.EventBody;
import io.stagedoor.event.NotJson;
import io.stagedoor.routing.transaction.Event;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.jsonvalidator.JsonValidatorComponent;
import org.apache.camel.component.jsonvalidator.JsonValidatorEndpoint;

/**
 * Camel's {@code json-validator:} component, extended by the contract: {@code json-validator:<channel>} (name or
 * address) validates against the channel's payload schema. With {@code file:}, {@code classpath:} or {@code http:}
 * before the name, it works as Camel's own.
 */
public final class ContractValidator extends JsonValidatorComponent {

    private final Contract contract;

    public ContractValidator(Contract contract) {
        this.contract = contract;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
        if (name.matches("(file|classpath|http|https|ref|bean):.*")) {
            JsonValidatorEndpoint endpoint = (JsonValidatorEndpoint) super.createEndpoint(uri, name, parameters);
            endpoint.setObjectMapper(new ParsedOnce());
            return endpoint;
        }
        Channel channel = contract.channel(name)
                .orElseThrow(
                        () -> new IllegalArgumentException(contract.whyNot(name).orElseThrow()));
        JsonValidatorEndpoint endpoint = new OfChannel(uri, name, channel);
        setProperties(endpoint, parameters);
        endpoint.setObjectMapper(new ParsedOnce());
        endpoint.setUriSchemaLoader((context, schemaUri) -> channel.schema().jsonSchema());
        return endpoint;
    }

    /** Validates what a route makes of a body. {@link ChannelPass} has validated the original body before the route. */
    private final class OfChannel extends JsonValidatorEndpoint {

        private final Channel channel;

        OfChannel(String uri, String name, Channel channel) {
            super(uri, ContractValidator.this, name);
            this.channel = channel;
        }

        @Override
        protected void onExchange(Exchange exchange) throws Exception {
            Event event = Event.of(exchange);
            boolean known = event != null
                    && event.channel().schema() == channel.schema()
                    && getHeaderName() == null
                    && event.isValid(exchange.getMessage().getBody());
            if (!known) {
                super.onExchange(exchange);
            }
        }
    }

    /** Gives the validator the JSON that the intake has parsed, instead of parsing the bytes again. */
    private static final class ParsedOnce extends ObjectMapper {
        @Override
        public JsonNode readTree(InputStream in) throws IOException {
            if (!(in instanceof EventBody body)) {
                return super.readTree(in);
            }
            try {
                return body.json();
            } catch (NotJson e) {
                throw new IOException(e);
            }
        }
    }
}
