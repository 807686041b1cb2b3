package io.stagedoor.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.types.Binary;
import org.apache.qpid.protonj2.types.UnsignedLong;

/** Messages that carry an ordinary body, and next to it what a producer hardly ever sends. */
final class OddParts {

    private OddParts() {}

    /** By what is odd about them, each with a body of its own. */
    static Map<String, Message<byte[]>> of(Supplier<byte[]> body) throws Exception {
        Map<String, Message<byte[]>> odd = new LinkedHashMap<>();
        odd.put("an ulong as message-id", Message.create(body.get()).messageId(UnsignedLong.MAX_VALUE));
        odd.put("a uuid as message-id", Message.create(body.get()).messageId(UUID.randomUUID()));
        odd.put("bytes as message-id", Message.create(body.get()).messageId(new Binary(new byte[] {0, -1, 10})));
        odd.put("a message-id of 20,000 characters", Message.create(body.get()).messageId("i".repeat(20_000)));
        odd.put("a message-id with line breaks", Message.create(body.get()).messageId("a\r\nb\u0000"));
        odd.put("bytes as correlation-id", Message.create(body.get()).correlationId(new Binary(new byte[300])));
        odd.put("a reply-to", Message.create(body.get()).replyTo("stolen"));
        odd.put("a subject of 20,000 characters", Message.create(body.get()).subject("s".repeat(20_000)));
        odd.put("a group", Message.create(body.get()).groupId("g\n").groupSequence(-1));
        odd.put("a user-id", Message.create(body.get()).userId(new byte[] {-1, 0}));
        odd.put("a priority of 255", Message.create(body.get()).priority((byte) -1));
        odd.put("a time to live of a day", Message.create(body.get()).timeToLive(86_400_000));
        Message<byte[]> packed = Message.create(body.get());
        packed.contentEncoding("gzip");
        odd.put("a content-encoding", packed);
        odd.put("a creation time of long ago", Message.create(body.get()).creationTime(Long.MIN_VALUE));
        odd.put("a footer", footed(body.get()));
        odd.put("a delivery time long ago", Message.create(body.get()).annotation("x-opt-delivery-time", 1L));
        odd.put("a short delay", Message.create(body.get()).annotation("x-opt-delivery-delay", 50L));
        odd.put(
                "annotations",
                Message.create(body.get())
                        .annotation("x-opt-jms-dest", (byte) 9)
                        .annotation("x-opt-anything", "y"));
        odd.put("a property of 20,000 characters", Message.create(body.get()).property("p", "v".repeat(20_000)));
        odd.put("a property of bytes", Message.create(body.get()).property("p", new Binary(new byte[] {0, -1})));
        odd.put("a property of null", Message.create(body.get()).property("p", null));
        odd.put("a property of a uuid", Message.create(body.get()).property("p", UUID.randomUUID()));
        odd.put("a property name with controls", Message.create(body.get()).property("a\r\nb\u0000: c", "v"));
        odd.put("a property without name", Message.create(body.get()).property("", "v"));
        odd.put(
                "a duplicate id",
                Message.create(body.get())
                        .property("_AMQ_DUPL_ID", UUID.randomUUID().toString()));
        odd.put(
                "ours",
                Message.create(body.get()).property("stagedoor_reason", "x").property("stagedoor_event_id", 7));
        Message<byte[]> many = Message.create(body.get());
        for (int i = 0; i < 3_000; i++) {
            many.property("p" + i, i);
        }
        odd.put("3,000 properties", many);
        Message<byte[]> steering = Message.create(body.get());
        for (String name : List.of(
                "_AMQ_SCHED_DELIVERY",
                "_AMQ_GROUP_ID",
                "_AMQ_ROUTING_TYPE",
                "_AMQ_LVQ_NAME",
                "_AMQ_ORIG_ADDRESS",
                "_HDR_ROUTE_TO",
                "JMSReplyTo",
                "JMSDestination",
                "JMSXGroupID",
                "JMSXDeliveryCount",
                "JMS_AMQP_TTL",
                "CamelJmsDestinationName",
                "CamelHttpUri",
                "CamelFileName")) {
            steering.property(name, "stolen");
        }
        odd.put("properties that steer others", steering);
        return odd;
    }

    private static Message<byte[]> footed(byte[] body) throws Exception {
        Message<byte[]> message = Message.create(body);
        message.footer("x-checksum", "y");
        return message;
    }
}
