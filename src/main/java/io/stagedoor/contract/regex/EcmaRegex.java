package io.stagedoor.contract.regex;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression of ECMA 262. It searches and is not anchored (JSON Schema draft-07, section 6.3.3). */
public final class EcmaRegex {
    private final Pattern pattern;

    /**
     * @throws PatternSyntaxException for an invalid expression, with the index of the fault; and for what Java's engine
     *     does not support: a lookbehind of unbounded length, a few Unicode properties
     */
    public EcmaRegex(String regex) {
        try {
            this.pattern = Pattern.compile(EcmaTranslation.of(regex, false));
        } catch (StackOverflowError e) {
            throw new PatternSyntaxException("nested too deeply", regex, 0);
        }
    }

    static TooCostly tooCostly() {
        return new TooCostly(
                "pattern",
                "a pattern of the contract takes too long to match this event: shorten its strings, or write the"
                        + " pattern without nested repetitions");
    }

    /** Whether a text is a strictly valid expression, without the escapes and braces that only web browsers accept. */
    public static boolean is(String text) {
        try {
            EcmaTranslation.of(text, true);
            return true;
        } catch (PatternSyntaxException | StackOverflowError e) {
            return false; // Nested too deeply; no real expression is.
        }
    }

    /** @throws TooCostly when it takes more steps than are left; a match costs steps, too */
    public boolean find(String text, Steps steps) {
        try {
            return pattern.matcher(new CountedText(text, 0, text.length(), steps))
                    .find();
        } catch (StackOverflowError e) {
            // Java matches alternatives by recursion: a long text overflows the stack.
            throw tooCostly();
        }
    }
}
