package io.stagedoor.ingress.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stagedoor.contract.Channel;
import io.stagedoor.contract.Contract;
import io.stagedoor.contract.document.ContractException;
import io.stagedoor.testing.Events;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads requests for the channel of scaffolder tasks. */
abstract class IntakeRig {

    static final int LARGEST = 10_000;
    static final Intake INTAKE = new Intake(LARGEST);
    static final Channel CHANNEL = channel();

    private static Channel channel() {
        try {
            return Contract.bundled().channel(Events.TASK).orElseThrow();
        } catch (ContractException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<IncomingEvent> read(Map<String, String> headers, byte[] body) throws UnreadableBody {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return INTAKE.read(CHANNEL, anyCase::get, null, body);
    }

    static List<IncomingEvent> read(String type, String body) throws UnreadableBody {
        return read(Map.of("Content-Type", type), body.getBytes(UTF_8));
    }

    static List<IncomingEvent> read(String type, String body, String key) throws UnreadableBody {
        return INTAKE.read(CHANNEL, Map.of("Content-Type", type)::get, key, body.getBytes(UTF_8));
    }

    static UnreadableBody failure(String type, String body) {
        return catchThrowableOfType(UnreadableBody.class, () -> read(type, body));
    }

    static List<String> texts(List<IncomingEvent> events) {
        return events.stream().map(event -> new String(event.bytes(), UTF_8)).toList();
    }

    static String compact(String json) {
        return json.replaceAll("\n *", "");
    }
}
