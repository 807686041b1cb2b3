package io.stagedoor.delivery.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.ChannelException;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors.NativeIoException;
import io.stagedoor.delivery.DeliveryConsumer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OurFaultTest {

    /** Netty's exceptions get the texts of their numbers from its native library. */
    @BeforeAll
    static void loadLibrary() {
        assumeTrue(Epoll.isAvailable(), "there is no epoll here");
    }

    static Stream<Throwable> ours() {
        return Stream.of(
                new NativeIoException("newSocketStream", -24),
                new NativeIoException("socket(..)", -23),
                new NativeIoException("connect(..)", -99),
                new NativeIoException("writeAddress(..)", -105),
                new NativeIoException("connect(..)", -101),
                new ChannelException(new NativeIoException("newSocketStream", -24)),
                new ChannelException(
                        "Unable to create Channel from class interface",
                        new InvocationTargetException(new ChannelException(
                                "Failed to open a socket.", new SocketException("Too many open files")))),
                new IOException("Too many open files in system"),
                new BindException("Cannot assign requested address"),
                new ConnectException("connect(..) failed: Cannot assign requested address: /10.0.0.1:443"),
                new ConnectException("Network is unreachable: /10.0.0.1:443"),
                new SocketException("No buffer space available"),
                new SocketException("Operation not permitted"),
                new IOException("No space left on device"),
                new FileSystemException("archive/x.jsonl", null, "Too many open files"),
                new AccessDeniedException("archive/x.jsonl"),
                new OutOfMemoryError("Cannot reserve 65536 bytes of direct buffer memory"),
                new CamelExecutionException("failed", null, new OutOfMemoryError("unable to create native thread")),
                new UnknownHostException("cmdb.invalid"),
                new RejectedExecutionException("event executor terminated"));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void a_resource_that_this_program_or_its_machine_lacks_is_our_fault_whichever_library_reports_it(
            Throwable failure) {
        assertThat(OurFault.in(failure)).isPresent();
        assertThat(DeliveryConsumer.failure(new IllegalStateException(failure)).kind())
                .isEqualTo(Failure.Kind.OURS);
    }

    static Stream<Throwable> theirs() {
        return Stream.of(
                new ConnectException("Connection refused: /127.0.0.1:8089"),
                new NativeIoException("recvAddress(..)", -104),
                new NoRouteToHostException("No route to host"),
                new SocketException("Connection reset"),
                new TimeoutException("no connection within 15000 ms"),
                new IOException("Connection was closed"),
                new SSLHandshakeException("unable to find valid certification path to requested target"),
                new IllegalArgumentException("Too many open files, says the event"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("theirs")
    void the_actions_of_the_receiver_are_not_our_fault(Throwable failure) {
        assertThat(OurFault.in(failure)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("endless")
    void a_chain_of_causes_without_end_is_left(Throwable failure) {
        assertThat(OurFault.in(failure)).isEmpty();
    }

    static Stream<Throwable> endless() {
        IOException one = new IOException("one");
        one.initCause(new IOException("two", one));
        return Stream.of(one);
    }
}
