package io.stagedoor.bench.throughput.rival;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.apache.qpid.jms.JmsConnectionFactory;

/**
 * From queue to queue by hand, 50 messages to a commit, on as many sessions as Stagedoor has for a channel. It looks at
 * nothing. {@code ForwardLoop BROKER_URL FROM TO}.
 */
public final class ForwardLoop {

    private static final int BATCH = 50;
    private static final int SESSIONS = 4;

    private ForwardLoop() {}

    public static void main(String... arguments) throws Exception {
        for (int i = 0; i < SESSIONS; i++) {
            Connection connection = new JmsConnectionFactory(
                            arguments[0] + "?jms.receiveNoWaitLocalOnly=true&jms.prefetchPolicy.all=" + 2 * BATCH)
                    .createConnection();
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(arguments[1]));
            MessageProducer producer = session.createProducer(session.createQueue(arguments[2]));
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            connection.start();
            new Thread(() -> run(session, consumer, producer)).start();
        }
        System.out.println("forward ready");
    }

    private static void run(Session session, MessageConsumer consumer, MessageProducer producer) {
        try {
            while (true) {
                Message message = consumer.receive();
                for (int sent = 1; message != null; sent++) {
                    producer.send(message);
                    message = sent == BATCH ? null : consumer.receiveNoWait();
                }
                session.commit();
            }
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }
}
