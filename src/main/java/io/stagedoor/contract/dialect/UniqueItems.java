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
import java.util.HashSet;
import java.util.Set;

/** The keyword {@code uniqueItems} (draft-07, section 6.4.5). */
final class UniqueItems extends AbstractKeyword {
    UniqueItems() {
        super(ValidatorTypeCode.UNIQUE_ITEMS.getValue());
    }

    @Override
    public JsonValidator newValidator(
            SchemaLocation location, JsonNodePath path, JsonNode unique, JsonSchema parent, ValidationContext context) {
        return new Validator(location, path, unique, parent, context);
    }

    private static final class Validator extends BaseJsonValidator {
        private final boolean unique;

        Validator(
                SchemaLocation location,
                JsonNodePath path,
                JsonNode unique,
                JsonSchema parent,
                ValidationContext context) {
            super(location, path, unique, parent, ValidatorTypeCode.UNIQUE_ITEMS, context);
            this.unique = unique.booleanValue();
        }

        @Override
        public Set<ValidationMessage> validate(
                ExecutionContext execution, JsonNode value, JsonNode root, JsonNodePath at) {
            if (!unique || !value.isArray() || areUnique(value)) {
                return Set.of();
            }
            return Set.of(message()
                    .instanceNode(value)
                    .instanceLocation(at)
                    .locale(execution.getExecutionConfig().getLocale())
                    .failFast(execution.isFailFast())
                    .build());
        }

        private static boolean areUnique(JsonNode array) {
            Set<JsonNode> met = new HashSet<>();
            for (JsonNode item : array) {
                if (!met.add(Canonical.of(item))) {
                    return false;
                }
            }
            return true;
        }
    }
}
