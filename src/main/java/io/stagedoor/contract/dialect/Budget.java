package io.stagedoor.contract.dialect;

import com.networknt.schema.regex.RegularExpression;
import io.stagedoor.contract.regex.EcmaRegex;
import io.stagedoor.contract.regex.Steps;
import io.stagedoor.contract.regex.TooCostly;

/** Limits the cost of checking one event, because a stranger may write an event that is expensive to check. */
final class Budget {
    /** About 50 ms. A pattern without nested repetitions takes a few steps for each character. */
    static final long STEPS = 10_000_000;

    /** The cost for each level of the event: the validator's records of a value grow with its depth. */
    private static final int REFERENCE = 10;

    private final ThreadLocal<Steps> steps = ThreadLocal.withInitial(Steps::new);

    void begin() {
        steps.get().allow(STEPS);
    }

    /**
     * Charges for following a {@code $ref}. The largest event needs a hundred thousand; a recursive schema may need any
     * number.
     *
     * @param depth of the value that is checked against the referenced schema
     * @throws TooCostly when the budget is used up
     */
    void reference(int depth) {
        if (!steps.get().take(REFERENCE * (1 + depth))) {
            throw new TooCostly(
                    "$ref",
                    "there are too many ways to check this event: nest it less, or let fewer alternatives in the"
                            + " contract"
                            + " refer to their own schema");
        }
    }

    RegularExpression regex(String regex) {
        EcmaRegex ecma = new EcmaRegex(regex);
        return text -> ecma.find(text, steps.get());
    }
}
