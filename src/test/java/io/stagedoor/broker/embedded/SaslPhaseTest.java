package io.stagedoor.broker.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.stagedoor.fuzz.AmqpBytes;
import io.stagedoor.testing.FreePort;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SaslPhaseTest {

    private static final byte[] SASL_HEADER = header(3);
    private static final byte[] AMQP_HEADER = header(0);
    private static final byte[] INIT = frame(1, init("ANONYMOUS"));
    private static final byte[] RESPONSE =
            frame(1, AmqpBytes.described(0x43, AmqpBytes.list(List.of(AmqpBytes.binary(AmqpBytes.bytes(1, 2))))));
    private static final byte[] CHALLENGE =
            frame(1, AmqpBytes.described(0x42, AmqpBytes.list(List.of(AmqpBytes.binary(AmqpBytes.bytes(1, 2))))));
    private static final byte[] SUCCESS =
            frame(1, AmqpBytes.described(0x44, AmqpBytes.list(List.of(AmqpBytes.bytes(0x50, 0)))));
    private static final byte[] FAILURE =
            frame(1, AmqpBytes.described(0x44, AmqpBytes.list(List.of(AmqpBytes.bytes(0x50, 1)))));

    private final SaslPhase phase = new SaslPhase();
    private final EmbeddedChannel channel = new EmbeddedChannel(phase, new SaslAnswers(phase));

    private static byte[] header(int protocol) {
        return AmqpBytes.join(List.of("AMQP".getBytes(StandardCharsets.US_ASCII), AmqpBytes.bytes(protocol, 1, 0, 0)));
    }

    private static byte[] init(String mechanism) {
        return AmqpBytes.described(0x41, AmqpBytes.list(List.of(AmqpBytes.symbol(mechanism))));
    }

    private static byte[] frame(int type, byte[] body) {
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .put((byte) 2)
                .put((byte) type)
                .putShort((short) 0)
                .put(body)
                .array();
    }

    /** What the broker receives. */
    private byte[] says(byte[]... said) {
        channel.writeInbound(Unpooled.wrappedBuffer(AmqpBytes.join(List.of(said))));
        return seen();
    }

    private byte[] seen() {
        channel.runPendingTasks();
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf next = channel.readInbound(); next != null; next = channel.readInbound()) {
            all.writeBytes(next);
            next.release();
        }
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    private void answers(byte[] said) {
        channel.writeOutbound(Unpooled.wrappedBuffer(said));
    }

    @Test
    void frames_that_a_client_sends_too_early_wait_until_it_is_logged_in() {
        assertThat(says(SASL_HEADER, INIT, AMQP_HEADER, AmqpBytes.bytes(1)))
                .isEqualTo(AmqpBytes.join(List.of(SASL_HEADER, INIT)));
        answers(AmqpBytes.join(List.of(SASL_HEADER, SUCCESS)));
        assertThat(seen()).isEqualTo(AmqpBytes.join(List.of(AMQP_HEADER, AmqpBytes.bytes(1))));
        assertThat(says(AmqpBytes.bytes(2))).isEqualTo(AmqpBytes.bytes(2));
        assertThat(channel.pipeline().get(SaslPhase.class)).isNull();
        assertThat(channel.pipeline().get(SaslAnswers.class)).isNull();
    }

    @Test
    void a_challenge_asks_for_one_response() {
        says(SASL_HEADER, INIT);
        answers(CHALLENGE);
        assertThat(says(RESPONSE, RESPONSE)).isEqualTo(RESPONSE);
        answers(CHALLENGE);
        assertThat(seen()).isEqualTo(RESPONSE);
        answers(SUCCESS);
        assertThat(says(AMQP_HEADER)).isEqualTo(AMQP_HEADER);
    }

    @Test
    void a_login_may_arrive_byte_by_byte() {
        for (byte each : AmqpBytes.join(List.of(SASL_HEADER, INIT))) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {each}));
        }
        assertThat(seen()).isEqualTo(AmqpBytes.join(List.of(SASL_HEADER, INIT)));
    }

    @Test
    void a_client_without_a_login_passes_unchanged() {
        assertThat(says(AMQP_HEADER, AmqpBytes.bytes(1, 2)))
                .isEqualTo(AmqpBytes.join(List.of(AMQP_HEADER, AmqpBytes.bytes(1, 2))));
    }

    @Test
    void after_a_failure_nothing_passes() {
        says(SASL_HEADER, INIT);
        answers(FAILURE);
        assertThat(says(AMQP_HEADER)).isEmpty();
        assertThat(says(INIT)).isEmpty();
    }

    @Test
    void a_client_that_sends_too_much_before_it_is_logged_in_is_cut_off() {
        says(SASL_HEADER, INIT);
        assertThat(says(new byte[100_000])).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    static List<byte[]> unsound() {
        byte[] offset = INIT.clone();
        offset[4] = 1;
        byte[] far = INIT.clone();
        far[4] = 100;
        byte[] longer = AmqpBytes.join(List.of(INIT, AmqpBytes.bytes(0x40)));
        longer[3]++;
        return List.of(
                AmqpBytes.bytes(0, 0, 0, 4),
                AmqpBytes.bytes(0, 0, 0x10, 0),
                AmqpBytes.bytes(0x80, 0, 0, 0),
                AMQP_HEADER,
                RESPONSE,
                SUCCESS,
                offset,
                far,
                longer,
                frame(0, init("ANONYMOUS")),
                frame(1, AmqpBytes.bytes()),
                frame(1, AmqpBytes.bytes(0x40)),
                frame(1, AmqpBytes.described(0x41, AmqpBytes.list(List.of()))),
                frame(1, AmqpBytes.described(0x41, AmqpBytes.list(List.of(AmqpBytes.bytes(0x41))))),
                frame(1, AmqpBytes.described(0x41, AmqpBytes.bytes(0xd0, 0xff, 0xff, 0xff, 0xff))),
                frame(1, AmqpBytes.nested(0, 50)));
    }

    @ParameterizedTest
    @MethodSource("unsound")
    void malformed_or_untimely_frames_do_not_reach_the_broker(byte[] said) {
        assertThat(says(SASL_HEADER, said)).isEqualTo(SASL_HEADER);
        assertThat(channel.isOpen()).isFalse();
    }

    /** Artemis has three threads for each processor; each of these clients would block one for ever. */
    @Test
    void a_broker_still_admits_clients_after_many_sent_nonsense(@TempDir Path folder) throws Exception {
        int port = FreePort.next();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port, "artemis-config/broker.xml")) {
            byte[] nonsense = AmqpBytes.join(List.of(SASL_HEADER, frame(0, init("ANONYMOUS")), new byte[2_000]));
            for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    socket.getOutputStream().write(nonsense);
                }
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write(AmqpBytes.join(List.of(SASL_HEADER, INIT)));
                InputStream answer = socket.getInputStream();
                assertThat(answer.readNBytes(8)).isEqualTo(SASL_HEADER);
            }
        }
    }
}
