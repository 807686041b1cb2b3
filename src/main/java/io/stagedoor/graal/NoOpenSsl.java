package io.stagedoor.graal;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import javax.net.ssl.SSLEngine;
import org.apache.qpid.protonj2.client.SslOptions;

/**
 * Removes OpenSSL from ProtonJ2 in a native executable. ProtonJ2 can use OpenSSL through Netty; we give it Java's TLS,
 * and Netty's binding is not in this program. Without these substitutions the builder fails to find it.
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
