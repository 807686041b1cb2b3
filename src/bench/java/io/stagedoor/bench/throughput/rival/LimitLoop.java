package io.stagedoor.bench.throughput.rival;

import com.fasterxml.jackson.databind.JsonNode;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.schema.PayloadSchema;
import io.stagedoor.event.EventJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.jms.JmsConnectionFactory;

/**
 * As fast as a loop by hand gets: receive, validate, POST, acknowledge, 200 events to a commit, on two sessions, so that
 * one receives while the other waits for answers. No isolation, no retry, no signature: an event that fails stops it.
 * {@code LimitLoop BROKER_URL QUEUE WEBHOOK_URL}.
 */
public final class LimitLoop {

    private static final int BATCH = 200;
    private static final int SESSIONS = 2;
    private static final int CONNECTIONS = 64;

    private final PayloadSchema schema;
    private final HttpClient http;
    private final RequestOptions target;

    private LimitLoop(PayloadSchema schema, HttpClient http, RequestOptions target) {
        this.schema = schema;
        this.http = http;
        this.target = target;
    }

    public static void main(String... arguments) throws Exception {
        PayloadSchema schema = Contract.bundled(true)
                .channel("scaffolderTaskComplete")
                .orElseThrow()
                .schema();
        HttpClient http = Vertx.vertx().createHttpClient(new HttpClientOptions().setMaxPoolSize(CONNECTIONS));
        URI url = URI.create(arguments[2]);
        LimitLoop loop = new LimitLoop(
                schema,
                http,
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(url.getHost())
                        .setPort(url.getPort())
                        .setURI(url.getPath())
                        .putHeader("Content-Type", "application/json"));
        for (int i = 0; i < SESSIONS; i++) {
            Connection connection = new JmsConnectionFactory(
                            arguments[0] + "?jms.receiveNoWaitLocalOnly=true&jms.prefetchPolicy.all=" + 2 * BATCH)
                    .createConnection();
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(arguments[1]));
            connection.start();
            new Thread(() -> loop.run(session, consumer)).start();
        }
        System.out.println("limit ready");
    }

    private void run(Session session, MessageConsumer consumer) {
        try {
            while (true) {
                List<Future<Integer>> answers = new ArrayList<>(BATCH);
                for (Message message = consumer.receive(); message != null; message = next(consumer, answers)) {
                    answers.add(post(((BytesMessage) message).getBody(byte[].class)));
                }
                for (Integer status : Future.all(answers)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(60, TimeUnit.SECONDS)
                        .<Integer>list()) {
                    if (status >= 300) {
                        throw new IllegalStateException("the receiver answered " + status);
                    }
                }
                session.commit();
            }
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static Message next(MessageConsumer consumer, List<Future<Integer>> answers) throws Exception {
        return answers.size() == BATCH ? null : consumer.receiveNoWait();
    }

    private Future<Integer> post(byte[] body) throws Exception {
        JsonNode event = EventJson.parse(body);
        if (!schema.validate(event).isEmpty()) {
            throw new IllegalStateException("an event is not valid");
        }
        return http.request(target)
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(response -> response.end().map(end -> response.statusCode()));
    }
}
