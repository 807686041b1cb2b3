package io.stagedoor.cli.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stagedoor.event.EventJson;
import io.stagedoor.event.NotJson;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/** Formats a request as two lines: the important headers, and the body. */
final class RequestText {

    private static final int MAX_CHARACTERS = 4_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    /** All control characters, including C1 and those that change the direction of writing. */
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private static final List<String> SHOWN = List.of("webhook-id", "webhook-timestamp", "content-type");

    private final ObjectMapper mapper = new ObjectMapper();
    private final Clock clock;
    private final ZoneId zone;

    RequestText(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    String of(ReceivedRequest request, String signature) {
        StringBuilder text = new StringBuilder(TIME.format(clock.instant().atZone(zone)))
                .append("  ")
                .append(request.method())
                .append(' ')
                .append(request.path());
        for (String name : SHOWN) {
            String value = request.header(name);
            text.append(value.isEmpty() ? "" : "  " + name + "=" + value);
        }
        text.append("  signature: ").append(signature);
        return printable(text.toString()) + System.lineSeparator() + "    " + printable(body(request.body()));
    }

    private String body(byte[] body) {
        String text;
        try {
            text = mapper.writeValueAsString(EventJson.parse(body));
        } catch (NotJson | IOException e) {
            text = new String(body, UTF_8);
        }
        return text.length() <= MAX_CHARACTERS
                ? text
                : text.substring(0, MAX_CHARACTERS) + "... (" + body.length + " bytes)";
    }

    // Otherwise a sender could move the cursor of the terminal and forge lines.
    private static String printable(String text) {
        return NOT_PRINTABLE.matcher(text).replaceAll("?");
    }
}
