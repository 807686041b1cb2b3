package io.stagedoor.contract.document;

/**
 * Thrown when a contract, or a channel of it, cannot be used.
 *
 * <p>The message is {@code <file>#<pointer>: <reason>}. The pointer (RFC 6901) leads into the document; "" is the whole
 * document. The reason says what is wrong and what to do, and ends with the line if it is known.
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

    /** The name of the file as given; for a file that the document refers to, its path. */
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
