package io.stagedoor.broker.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.stagedoor.testing.Amqp;
import io.stagedoor.testing.Events;
import io.stagedoor.testing.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to the port of the embedded broker that are not AMQP, or do not complete their opening. */
class PortTest {

    private static final byte[] AMQP = {'A', 'M', 'Q', 'P', 0, 1, 0, 0};
    private static final byte[] SASL = {'A', 'M', 'Q', 'P', 3, 1, 0, 0};
    private static final byte[] ANONYMOUS =
            HexFormat.of().parseHex("0000001902010000005341c00c01a309414e4f4e594d4f5553");
    private static final byte[] OPEN = HexFormat.of().parseHex("0000001102000000005310c00401a10178");

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml");
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Origin: https://evil.example\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: amqp\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\nAMQP\0\1\0\0",
                "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "G",
                "AMQX",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001",
                "CONNECT\nversion:1.2\n\n\0"
            })
    void a_connection_that_does_not_begin_with_amqp_is_closed_without_an_answer(String bytes) throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(answer(socket)).isEmpty();
        }
    }

    /** A web page may send this anywhere, without permission; only reading the answer needs one. */
    @Test
    void a_post_with_a_whole_amqp_session_in_it_sends_no_event() throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] frame : List.of(SASL, ANONYMOUS, AMQP, OPEN)) {
            body.write(frame);
        }
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
                                    + "Content-Type: text/plain\r\nContent-Length: " + body.size() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body.toByteArray());
            assertThat(answer(socket)).isEmpty();
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    @Test
    void connections_that_never_complete_their_opening_are_closed_and_clients_connect_meanwhile() throws Exception {
        List<Socket> idle = new ArrayList<>();
        for (byte[] said : List.of(new byte[0], new byte[] {'A', 'M'}, AMQP, SASL, both(SASL, ANONYMOUS))) {
            for (int i = 0; i < 40; i++) {
                Socket socket = new Socket("localhost", port);
                socket.setSoTimeout(30_000);
                socket.getOutputStream().write(said);
                idle.add(socket);
            }
        }
        try (Socket open = new Socket("localhost", port)) {
            open.getOutputStream().write(both(both(SASL, ANONYMOUS), both(AMQP, OPEN)));
            try (Client client = Client.create();
                    Connection connection = client.connect("localhost", port)) {
                connection.openSender(Events.TASK).send(Message.create("{}")).awaitAccepted(3, TimeUnit.MINUTES);
            }
            for (Socket socket : idle) {
                answer(socket);
                socket.close();
            }
            open.setSoTimeout(1_000);
            assertThat(new String(open.getInputStream().readNBytes(8), StandardCharsets.ISO_8859_1))
                    .startsWith("AMQP");
        }
        try (Amqp amqp = new Amqp("amqp://localhost:" + port, null, null)) {
            assertThat(amqp.take(Events.TASK)).isNotNull();
        }
    }

    @Test
    void the_port_is_free_when_the_broker_is_closed() throws Exception {
        broker.close();
        await().untilAsserted(() -> {
            try (EmbeddedBroker again =
                    EmbeddedBroker.start(folder.resolve("again"), port, "artemis-config/broker.xml")) {
                assertThat(again.shortage()).isEmpty();
            }
        });
        start();
    }

    private static byte[] answer(Socket socket) throws IOException {
        try {
            InputStream said = socket.getInputStream();
            return said.readAllBytes();
        } catch (SocketException reset) {
            return new byte[0];
        }
    }

    private static byte[] both(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
