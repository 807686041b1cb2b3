package io.stagedoor.contract.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbstractKeyword;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonValidator;
import com.networknt.schema.RefValidator;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationContext;
import com.networknt.schema.ValidationMessage;
import java.util.Set;

/** The keyword {@code $ref}, charged to the {@link Budget}: only through it can a check recurse. */
final class CountedRef extends AbstractKeyword {
    private final Budget budget;

    CountedRef(Budget budget) {
        super("$ref");
        this.budget = budget;
    }

    @Override
    public JsonValidator newValidator(
            SchemaLocation location, JsonNodePath path, JsonNode ref, JsonSchema parent, ValidationContext context) {
        return new RefValidator(location, path, ref, parent, context) {
            @Override
            public Set<ValidationMessage> validate(
                    ExecutionContext execution, JsonNode value, JsonNode root, JsonNodePath at) {
                budget.reference(at.getNameCount());
                return super.validate(execution, value, root, at);
            }
        };
    }
}
