package io.stagedoor.routing.exchange;

import io.stagedoor.event.Timestamp;
import io.stagedoor.wire.EventProperties;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.Optional;
import org.apache.qpid.jms.message.JmsMessage;

/**
 * When the broker accepted a message, in the text of {@link EventProperties#ACCEPTED}.
 *
 * <p>Artemis writes it into each message, over what the producer says, where {@code enable-ingress-timestamp} is set for
 * the address. The {@code creation-time} is no substitute: the producer sets it, or not, by its own clock.
 */
final class Acceptance {

    private Acceptance() {}

    /** @return empty if the broker does not say; never later than {@code now} */
    static Optional<String> of(Message message, Instant now) {
        return message instanceof JmsMessage jms
                        && jms.getFacade().getTracingAnnotation(EventProperties.INGRESS_TIME) instanceof Long millis
                ? Optional.of(Timestamp.of(Instant.ofEpochMilli(Math.min(Math.max(millis, 0), now.toEpochMilli()))))
                : Optional.empty();
    }
}
