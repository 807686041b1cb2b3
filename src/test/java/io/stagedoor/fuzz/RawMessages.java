package io.stagedoor.fuzz;

import java.lang.reflect.Proxy;
import org.apache.qpid.protonj2.buffer.ProtonBuffer;
import org.apache.qpid.protonj2.buffer.ProtonBufferAllocator;
import org.apache.qpid.protonj2.client.AdvancedMessage;
import org.apache.qpid.protonj2.client.Message;

/** Messages whose bytes are given, whatever they are. */
public final class RawMessages {

    private RawMessages() {}

    public static Message<?> of(byte[] payload) {
        return (Message<?>) Proxy.newProxyInstance(
                RawMessages.class.getClassLoader(),
                new Class<?>[] {AdvancedMessage.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("encode")) {
                        return encoded(payload);
                    }
                    if (method.getName().equals("messageFormat")) {
                        return 0;
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }

    private static ProtonBuffer encoded(byte[] payload) {
        ProtonBuffer buffer = ProtonBufferAllocator.defaultAllocator().allocate(Math.max(1, payload.length));
        return buffer.writeBytes(payload).convertToReadOnly();
    }
}
