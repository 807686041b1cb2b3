package io.stagedoor.contract.dialect;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import java.util.function.Predicate;

/**
 * A format of texts; whatever is no text has it.
 *
 * @param getErrorMessageDescription what a text must be, as a message says it
 */
record TextFormat(String getName, String getErrorMessageDescription, Predicate<String> test) implements Format {
    @Override
    public boolean matches(ExecutionContext execution, String text) {
        return test.test(text);
    }
}
