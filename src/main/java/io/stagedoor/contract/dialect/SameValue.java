package io.stagedoor.contract.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbstractKeyword;
import com.networknt.schema.BaseJsonValidator;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.ValidatorTypeCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The keywords {@code enum} and {@code const} (draft-07, sections 6.1.2 and 6.1.3). */
final class SameValue extends AbstractKeyword {
    SameValue(String keyword) {
        super(keyword);
    }

    @Override
    public JsonValidator newValidator(
            SchemaLocation location,
            JsonNodePath path,
            JsonNode allowed,
            JsonSchema parent,
            ValidationContext context) {
        return new Validator(location, path, allowed, parent, ValidatorTypeCode.fromValue(getValue()), context);
    }

    private static final class Validator extends BaseJsonValidator {
        private final Set<JsonNode> allowed = new HashSet<>();
        private final String words;

        Validator(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode allowed,
                JsonSchema parent,
                ValidatorTypeCode keyword,
                ValidationContext context) {
            super(location, path, allowed, parent, keyword, context);
            if (keyword == ValidatorTypeCode.ENUM) {
                allowed.forEach(each -> this.allowed.add(Canonical.of(each)));
            } else {
                this.allowed.add(Canonical.of(allowed));
            }
            this.words = keyword == ValidatorTypeCode.ENUM ? list(allowed) : text(allowed);
        }

        private static String list(JsonNode values) {
            List<String> texts = new ArrayList<>();
            values.forEach(value -> texts.add(value.toString()));
            return "[" + String.join(", ", texts) + "]";
        }

        private static String text(JsonNode value) {
            return value.isTextual() ? value.textValue() : value.toString();
        }

        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext execution, JsonNode value, JsonNode root, JsonNodePath at) {
            if (allowed.contains(Canonical.of(value))) {
                return Set.of();
            }
            return Set.of(message()
                    .instanceNode(value)
                    .instanceLocation(at)
                    .locale(execution.getExecutionConfig().getLocale())
                    .failFast(execution.isFailFast())
                    .arguments(words)
                    .build());
        }
    }
}
