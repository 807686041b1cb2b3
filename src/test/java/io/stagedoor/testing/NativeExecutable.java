package io.stagedoor.testing;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The tests of this class, and of those in it, have the native executable as their {@link Program}; without one they are
 * skipped. {@code mvn verify -Dnative} builds it and names it in {@code stagedoor.executable}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NativeExecutable.Choice.class)
public @interface NativeExecutable {

    /** Skips, or chooses for as long as the class runs. */
    final class Choice implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {

        private static final String NONE = "no native executable, mvn verify -Dnative builds one and tests it";
        private static final String MEANT = "stagedoor.executable.meant";

        /** The executable, where the tests that run now mean it. */
        static Optional<Path> meant() {
            return Boolean.getBoolean(MEANT) ? Optional.of(executable()) : Optional.empty();
        }

        private static Path executable() {
            return Path.of(System.getProperty("stagedoor.executable", "")).toAbsolutePath();
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Files.isRegularFile(executable())) {
                return enabled("the native executable is there");
            }
            System.out.println(context.getDisplayName() + " is skipped: " + NONE);
            return disabled(NONE);
        }

        @Override
        public void beforeAll(ExtensionContext context) {
            System.setProperty(MEANT, "true");
        }

        @Override
        public void afterAll(ExtensionContext context) {
            System.clearProperty(MEANT);
        }
    }
}
