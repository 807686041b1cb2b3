package io.stagedoor.contract.regex;

import com.networknt.schema.JsonSchemaException;

/** Matching took more steps than an event may cost. Of a kind that the validator passes on without a word in the log. */
public final class MatchLimit extends JsonSchemaException {
    private static final long serialVersionUID = 1L;

    MatchLimit() {
        super(
                "a pattern of the contract takes too long to match this event: shorten its texts, or write the pattern without"
                        + " repetitions of repetitions");
    }
}
