package io.stagedoor.contract.dialect;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import java.util.function.Predicate;

/**
 * A format for strings; the validator asks it about strings only.
 *
 * @param getErrorMessageDescription the message for a text that does not match
 */
record TextFormat(String getName, String getErrorMessageDescription, Predicate<String> test) implements Format {
    @Override
    public boolean matches(ExecutionContext execution, String text) {
        return test.test(text);
    }
}
