package io.stagedoor.contract.regex;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression of ECMA 262, searched for, not anchored (JSON Schema draft-07, section 6.3.3). */
public final class EcmaRegex {
    private final Pattern pattern;

    /**
     * @throws PatternSyntaxException for what is none, with the index of the character where it ends to be one; and for
     *     what Java's engine cannot do: a lookbehind of any length, a few properties of Unicode
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
                "a pattern of the contract takes too long to match this event: shorten its texts, or write the pattern"
                        + " without repetitions of repetitions");
    }

    /** Whether a text is one, to the letter: no escape and no brace that only web browsers let pass. */
    public static boolean is(String text) {
        try {
            EcmaTranslation.of(text, true);
            return true;
        } catch (PatternSyntaxException | StackOverflowError e) {
            return false; // Nobody means one that is nested ten thousand times.
        }
    }

    /** @throws TooCostly when it takes more steps than are left; they are counted also where it matches */
    public boolean find(String text, Steps steps) {
        try {
            return pattern.matcher(new CountedText(text, 0, text.length(), steps))
                    .find();
        } catch (StackOverflowError e) {
            // Java matches alternatives by recursion: a long text would end the thread.
            throw tooCostly();
        }
    }
}
