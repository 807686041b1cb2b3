package io.stagedoor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stagedoor.wire.Bundle.Member;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BundleTest {

    private static final Member FIRST = member(Map.of("stagedoor_event_id", "1", "größe", "é\u0000☃"), "{\"a\": 1 }\n");
    private static final byte[] TWO = Bundle.write(List.of(FIRST, member(Map.of(), "")));

    @Test
    void a_bundle_is_read_byte_for_byte_with_all_its_properties() throws Exception {
        List<Member> read = Bundle.read(TWO, 2);
        assertThat(read).hasSize(2);
        assertThat(read.get(0).properties()).isEqualTo(FIRST.properties());
        assertThat(read.get(0).body()).isEqualTo(FIRST.body());
        assertThat(read.get(1).properties()).isEmpty();
        assertThat(read.get(1).body()).isEmpty();
    }

    @Test
    void any_bytes_can_be_a_body_and_properties_keep_their_order() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("b", "2");
        properties.put("a", "1");
        Member read = Bundle.read(Bundle.write(List.of(new Member(properties, all))), 1)
                .get(0);
        assertThat(read.body()).isEqualTo(all);
        assertThat(read.properties().keySet()).containsExactly("b", "a");
    }

    @Test
    void a_truncated_bundle_is_refused_wherever_it_ends() {
        for (int length = 0; length < TWO.length; length++) {
            byte[] cut = Arrays.copyOf(TWO, length);
            assertThatThrownBy(() -> Bundle.read(cut, 2)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> Bundle.read(TWO, 3)).hasMessage("its " + TWO.length + " bytes end within event 3");
    }

    @Test
    void bytes_after_the_last_event_are_refused() {
        assertThatThrownBy(() -> Bundle.read(TWO, 1)).hasMessage("8 bytes are left after 1 events");
    }

    @Test
    void negative_and_impossible_numbers_are_refused_and_reserve_no_memory() {
        assertRefused(-1, 0);
        assertRefused(0, -1);
        assertRefused(0, Integer.MAX_VALUE);
        assertRefused(Integer.MAX_VALUE, 0);
        assertThatThrownBy(() -> Bundle.read(new byte[0], 0)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Bundle.read(TWO, -1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Bundle.read(TWO, Long.MAX_VALUE)).isInstanceOf(IOException.class);
    }

    private static void assertRefused(int properties, int length) {
        byte[] body = ByteBuffer.allocate(8).putInt(properties).putInt(length).array();
        assertThatThrownBy(() -> Bundle.read(body, 1)).isInstanceOf(IOException.class);
    }

    private static Member member(Map<String, String> properties, String body) {
        return new Member(properties, body.getBytes(StandardCharsets.UTF_8));
    }
}
