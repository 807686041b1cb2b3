package io.stagedoor.contract.dialect;

import com.networknt.schema.regex.RegularExpression;
import io.stagedoor.contract.regex.EcmaRegex;
import io.stagedoor.contract.regex.Steps;

/** What matching may cost for one event, all its values together: a stranger may have written it to cost much. */
final class Budget {
    /** Some 50 ms. A pattern that is not nested takes a few steps for each character. */
    static final long STEPS = 10_000_000;

    private final ThreadLocal<Steps> steps = ThreadLocal.withInitial(Steps::new);

    void begin() {
        steps.get().allow(STEPS);
    }

    RegularExpression regex(String regex) {
        EcmaRegex ecma = new EcmaRegex(regex);
        return text -> ecma.find(text, steps.get());
    }
}
