package io.stagedoor.contract.dialect;

import com.networknt.schema.regex.RegularExpression;
import io.stagedoor.contract.regex.EcmaRegex;
import io.stagedoor.contract.regex.Steps;
import io.stagedoor.contract.regex.TooCostly;

/** What matching may cost for one event, all its values together: a stranger may have written it to cost much. */
final class Budget {
    /** Some 50 ms. A pattern that is not nested takes a few steps for each character. */
    static final long STEPS = 10_000_000;

    /** For each level of the event: what the validator notes of a value grows with its depth. */
    private static final int REFERENCE = 10;

    private final ThreadLocal<Steps> steps = ThreadLocal.withInitial(Steps::new);

    void begin() {
        steps.get().allow(STEPS);
    }

    /**
     * The largest event has a hundred thousand; where a schema is recursive, there may be no end.
     *
     * @param depth of the value that a referenced schema is checked against
     * @throws TooCostly when there were too many
     */
    void reference(int depth) {
        if (!steps.get().take(REFERENCE * (1 + depth))) {
            throw new TooCostly(
                    "$ref",
                    "there are too many ways to check this event: nest it less, or let fewer alternatives of the contract"
                            + " refer to the schema that they are part of");
        }
    }

    RegularExpression regex(String regex) {
        EcmaRegex ecma = new EcmaRegex(regex);
        return text -> ecma.find(text, steps.get());
    }
}
