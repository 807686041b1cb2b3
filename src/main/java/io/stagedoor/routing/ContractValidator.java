package io.stagedoor.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.event.EventBody;
import io.stagedoor.event.NotJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.jsonvalidator.JsonValidatorComponent;
import org.apache.camel.component.jsonvalidator.JsonValidatorEndpoint;

/**
 * Camel's {@code json-validator:} component, taught the contract: {@code json-validator:<channel>} (name or address)
 * validates against the channel's payload schema. With {@code file:}, {@code classpath:} or {@code http:} in front it
 * is Camel's own.
 */
final class ContractValidator extends JsonValidatorComponent {

    private final Contract contract;

    ContractValidator(Contract contract) {
        this.contract = contract;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) throws Exception {
        JsonValidatorEndpoint endpoint = (JsonValidatorEndpoint) super.createEndpoint(uri, name, parameters);
        endpoint.setObjectMapper(new ParsedOnce());
        if (!name.matches("(file|classpath|http|https|ref|bean):.*")) {
            Channel channel = contract.channel(name)
                    .orElseThrow(() ->
                            new IllegalArgumentException(contract.whyNot(name).orElseThrow()));
            endpoint.setUriSchemaLoader((context, schemaUri) -> channel.schema().jsonSchema());
        }
        return endpoint;
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
