package io.stagedoor.contract.regex;

import com.networknt.schema.JsonSchemaException;

/**
 * Thrown when checking an event takes more steps than the budget allows. The validator passes this kind of exception on
 * without logging it.
 */
public final class TooCostly extends JsonSchemaException {
    private static final long serialVersionUID = 1L;

    private final String keyword;

    /** @param keyword the expensive keyword of the schema */
    public TooCostly(String keyword, String message) {
        super(message);
        this.keyword = keyword;
    }

    public String keyword() {
        return keyword;
    }
}
