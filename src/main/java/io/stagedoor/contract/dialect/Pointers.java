package io.stagedoor.contract.dialect;

import java.util.regex.Pattern;

/**
 * Checks JSON pointers (RFC 6901) and URI templates (RFC 6570). The validator's own expressions recurse once for each
 * character, so a long text in an event would overflow the stack.
 */
final class Pointers {
    private static final Pattern POINTER = Pattern.compile("(?:/(?:[^/~]|~[01])*+)*+");
    private static final Pattern RELATIVE = Pattern.compile("(?:0|[1-9][0-9]*+)(?:#|" + POINTER + ")");

    private static final String PERCENT = "%[0-9A-Fa-f]{2}";
    private static final String NAME = "(?:[A-Za-z0-9_]|" + PERCENT + ")(?:\\.?(?:[A-Za-z0-9_]|" + PERCENT + "))*+";
    private static final String VARIABLE = NAME + "(?::[1-9][0-9]{0,3}|\\*)?";
    private static final String LITERAL = "[^\\x00-\\x20\"<>%\\\\^`{|}\\x7F]";
    private static final Pattern TEMPLATE = Pattern.compile(
            "(?:" + LITERAL + "|" + PERCENT + "|\\{[+#./;?&=,!@|]?" + VARIABLE + "(?:," + VARIABLE + ")*+\\})*+");

    private Pointers() {}

    static boolean isPointer(String text) {
        return POINTER.matcher(text).matches();
    }

    static boolean isRelative(String text) {
        return RELATIVE.matcher(text).matches();
    }

    static boolean isTemplate(String text) {
        return TEMPLATE.matcher(text).matches();
    }
}
