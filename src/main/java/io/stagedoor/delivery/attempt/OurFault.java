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
 * Recognizes faults on our side: a resource that this program or its machine lacks, or a missing permission, whichever
 * library reports it. Such a fault says nothing about the destination, which was not asked.
 */
public final class OurFault {

    /** Negative errno of Linux, as Netty reports it: the text depends on the language of the system. */
    private static final Set<Integer> NUMBERS = Set.of(
            -1, // EPERM, a firewall on our side
            -12, // ENOMEM
            -13, // EACCES
            -23, // ENFILE
            -24, // EMFILE
            -28, // ENOSPC
            -99, // EADDRNOTAVAIL, no port left
            -100, // ENETDOWN
            -101, // ENETUNREACH
            -105); // ENOBUFS

    /** The same faults, for exceptions with only a text. */
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

    /** The fault in words; empty if no cause is one. */
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
