package io.stagedoor.delivery.attempt;

import io.netty.channel.unix.Errors.NativeIoException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/**
 * Tells a fault of our own from one of the destination's: what this program or its machine ran out of, or is not allowed,
 * whichever library noticed it. It says nothing about the destination, which was not even asked.
 */
public final class OurFault {

    /** Linux' errno, negative, as Netty has it: what the text says depends on the language of the system. */
    private static final Set<Integer> NUMBERS = Set.of(
            -1, // EPERM, a firewall of ours
            -12, // ENOMEM
            -13, // EACCES
            -23, // ENFILE
            -24, // EMFILE
            -28, // ENOSPC
            -99, // EADDRNOTAVAIL, no port left
            -100, // ENETDOWN
            -101, // ENETUNREACH
            -105); // ENOBUFS

    /** The same, where there is a text only. */
    private static final List<String> TEXTS = List.of(
            "Operation not permitted",
            "Cannot allocate memory",
            "Permission denied",
            "Too many open files",
            "No space left on device",
            "Disk quota exceeded",
            "Read-only file system",
            "Cannot assign requested address",
            "Network is down",
            "Network is unreachable",
            "No buffer space available");

    private static final int DEEPEST = 20;

    private OurFault() {}

    /** In words; empty where none of the causes is one. */
    public static Optional<String> in(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof UnknownHostException) {
                return Optional.of("host name not found: " + cause.getMessage());
            }
            if (isOurs(cause)) {
                return Optional.of("a fault on our side: " + text(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static boolean isOurs(Throwable cause) {
        if (cause instanceof NativeIoException io && NUMBERS.contains(io.expectedErr())) {
            return true;
        }
        return cause instanceof OutOfMemoryError
                || cause instanceof RejectedExecutionException
                || cause instanceof FileSystemException
                || cause instanceof IOException && TEXTS.stream().anyMatch(text(cause)::contains);
    }

    private static String text(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
