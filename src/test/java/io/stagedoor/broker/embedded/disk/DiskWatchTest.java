package io.stagedoor.broker.embedded.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.broker.embedded.disk.DiskLevels.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.junit.jupiter.api.Test;

class DiskWatchTest {

    private static final String CHANNEL = "backstage/scaffolder/task";
    private static final long MIB = 1024 * 1024;

    private final AtomicLong free = new AtomicLong(Long.MAX_VALUE);
    private final List<Level> told = new ArrayList<>();
    private final DiskWatch watch =
            new DiskWatch(free::get, "data/broker", new DiskReserve(0, Set.of(CHANNEL)), 100 * MIB, told::add);

    @Test
    void an_event_is_refused_while_the_disk_is_nearly_full_and_accepted_again_when_there_is_room() throws Exception {
        free.set(10 * MIB);
        watch.run();
        assertThatThrownBy(() -> send(CHANNEL, 100))
                .isInstanceOf(ActiveMQAddressFullException.class)
                .hasMessageContaining("send it again later");
        free.set(200 * MIB);
        watch.run();
        send(CHANNEL, 100);
        assertThat(told).containsExactly(Level.NO_EVENTS, Level.ROOM);
    }

    @Test
    void messages_of_the_program_itself_are_never_refused() throws Exception {
        free.set(0);
        watch.run();
        for (String own :
                List.of("deliver/my-service", "dead-letter/" + CHANNEL, "seen/x", "turn/commit/x", "crm/in")) {
            send(own, 100);
        }
        assertThat(watch.shortage()).isPresent();
    }

    @Test
    void a_flood_is_noticed_after_a_mebibyte_and_not_only_at_the_next_check() throws Exception {
        free.set(10 * MIB);
        for (int i = 0; i < 10; i++) {
            send(CHANNEL, 100_000);
        }
        assertThat(told).isEmpty();
        assertThatThrownBy(() -> send(CHANNEL, 100_000)).isInstanceOf(ActiveMQAddressFullException.class);
    }

    @Test
    void it_says_how_much_is_left_and_which_key_decides() {
        assertThat(watch.shortage()).isEmpty();
        free.set(60 * MIB);
        watch.run();
        assertThat(watch.shortage()).hasValueSatisfying(said -> assertThat(said)
                .contains("data/broker", "60 MiB left", "wait at their producers")
                .contains("stagedoor.broker.embedded.reserve"));
    }

    private void send(String address, int bytes) throws Exception {
        Message message = new CoreMessage(1, bytes).setAddress(address);
        message.toCore().getBodyBuffer().writeBytes(new byte[bytes]);
        watch.beforeSend(null, null, message, false, false);
    }
}
