package io.stagedoor.graal;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import javax.net.ssl.SSLEngine;
import org.apache.qpid.protonj2.client.SslOptions;

/**
 * ProtonJ2 would use OpenSSL through Netty where it finds it. We give it Java's TLS, and Netty's binding is not in this
 * program: without these the builder would look for it.
 */
@TargetClass(className = "org.apache.qpid.protonj2.client.transport.netty4.SslSupport")
final class NoOpenSsl {

    private NoOpenSsl() {}

    @Substitute
    public static boolean isOpenSSLPossible(SslOptions options) {
        return false;
    }

    @Substitute
    public static SslContext createOpenSslContext(SslOptions options) {
        throw new UnsupportedOperationException("there is no OpenSSL in a native executable");
    }

    @Substitute
    public static SSLEngine createOpenSslEngine(
            ByteBufAllocator allocator, String host, int port, SslContext context, SslOptions options) {
        throw new UnsupportedOperationException("there is no OpenSSL in a native executable");
    }
}
