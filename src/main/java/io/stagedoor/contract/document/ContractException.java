package io.stagedoor.contract.document;

/**
 * The contract cannot be used: the program must not start with it, and a running one keeps the contract it has.
 *
 * <p>The message is {@code <file>#<pointer>: <reason>}. The pointer (RFC 6901) leads into the document, "" is all of
 * it. The reason says what is wrong and what to do, and ends with the line where the text has one.
 */
public final class ContractException extends Exception {
    private final String file;
    private final String pointer;
    private final String reason;

    public ContractException(String file, String pointer, String reason) {
        super(file + "#" + pointer + ": " + reason);
        this.file = file;
        this.pointer = pointer;
        this.reason = reason;
    }

    /** The file as it was named, or for a file that the document refers to, its path from there. */
    public String file() {
        return file;
    }

    public String pointer() {
        return pointer;
    }

    public String reason() {
        return reason;
    }
}
