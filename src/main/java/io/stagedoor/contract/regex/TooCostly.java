package io.stagedoor.contract.regex;

import com.networknt.schema.JsonSchemaException;

/**
 * Checking an event takes more steps than one may cost. Of a kind that the validator passes on without a word in the
 * log.
 */
public final class TooCostly extends JsonSchemaException {
    private static final long serialVersionUID = 1L;

    private final String keyword;

    /** @param keyword that of the schema which costs the most */
    public TooCostly(String keyword, String message) {
        super(message);
        this.keyword = keyword;
    }

    public String keyword() {
        return keyword;
    }
}
