package io.stagedoor.broker.embedded.doors;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPMessage;
import org.apache.activemq.artemis.protocol.amqp.broker.AMQPStandardMessage;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.codec.DroppingWritableBuffer;

/**
 * Refuses messages that Artemis could not move to a dead-letter queue later, when they expire or a consumer rejects
 * them.
 *
 * <p>To move a message, Artemis writes its annotations and properties again. It can read arrays of numbers or booleans,
 * but not write them. Such a message would stay in its queue, and no consumer would get it until the next start.
 */
final class MovableEvents implements ActiveMQServerMessagePlugin {

    private static final String UNWRITABLE =
            "its message annotations have a value that the broker cannot store: send it without arrays in them";

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        OrRefuse.unless(() -> check(session, message));
    }

    private void check(ServerSession session, Message message) throws ActiveMQException {
        boolean ours = TheProgram.is(session.getRemotingConnection().getSubject());
        if (ours || !(message instanceof AMQPMessage event)) {
            return;
        }
        requirePlain("message-id", event.getUserID());
        requirePlain("correlation-id", event.getCorrelationID());
        MessageAnnotations annotations = event.getMessageAnnotations();
        if (annotations == null || isWritable(annotations)) {
            return;
        }
        try {
            if (event instanceof AMQPStandardMessage standard) {
                Section.rewrite(standard, MessageAnnotations.class, MovableEvents::withLists);
            }
        } catch (RuntimeException | StackOverflowError e) {
            // Artemis would accept it: it refuses a message only for the exception below.
            throw new ActiveMQException(UNWRITABLE + " (" + e + ")");
        }
        if (!isWritable(event.getMessageAnnotations())) {
            throw new ActiveMQException(UNWRITABLE);
        }
    }

    private static void requirePlain(String field, Object id) throws ActiveMQException {
        boolean usual = id == null
                || id instanceof String
                || id instanceof Binary
                || id instanceof UUID
                || id instanceof UnsignedLong;
        if (!usual && !isWritable(id)) {
            throw new ActiveMQException("its " + field + " is not a string, binary, uuid or ulong (AMQP 1.0, 3.2.4)");
        }
    }

    private static boolean isWritable(Object value) {
        try {
            Section.write(value, new DroppingWritableBuffer());
            return true;
        } catch (RuntimeException | StackOverflowError cannot) {
            return false;
        }
    }

    private static MessageAnnotations withLists(MessageAnnotations annotations) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        MessageAnnotations made = new MessageAnnotations((Map) withLists((Object) annotations.getValue()));
        return made;
    }

    private static Object withLists(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> made = new LinkedHashMap<>();
            map.forEach((key, inner) -> made.put(key, withLists(inner)));
            return made;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(MovableEvents::withLists).collect(Collectors.toCollection(ArrayList::new));
        }
        if (value == null || !value.getClass().isArray()) {
            return value;
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            list.add(withLists(Array.get(value, i)));
        }
        return list;
    }
}
