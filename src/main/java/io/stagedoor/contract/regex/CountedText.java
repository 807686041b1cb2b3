package io.stagedoor.contract.regex;

/** A text that counts how often its characters are read. Only in this way can Java's engine be stopped. */
record CountedText(String text, int start, int end, Steps steps) implements CharSequence {
    @Override
    public int length() {
        return end - start;
    }

    @Override
    public char charAt(int index) {
        if (!steps.take(1)) {
            throw EcmaRegex.tooCostly();
        }
        return text.charAt(start + index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return new CountedText(text, start + from, start + to, steps);
    }

    @Override
    public String toString() {
        return text.substring(start, end);
    }
}
