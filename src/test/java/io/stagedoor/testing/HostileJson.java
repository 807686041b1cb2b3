package io.stagedoor.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code hostile/json.txt}.
 *
 * @param keyword of the dead letter, or {@code ok} for what is an event
 */
public record HostileJson(String keyword, String what, String text) {

    private static final Path TABLE = Path.of("src/test/resources/hostile/json.txt");
    private static final Pattern CODE =
            Pattern.compile("\\\\x(?<hex>[0-9A-F]{2})|«(?<count>[0-9]+)\\*(?<repeated>[^»]*)»|«(?<name>event|utf16)»");

    public static List<HostileJson> all() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" *\\| ", 3))
                .map(parts -> new HostileJson(parts[0], parts[1].strip(), parts[2]))
                .toList();
    }

    public boolean isEvent() {
        return keyword.equals("ok");
    }

    /** Whether it says itself where the event is. */
    private boolean whole() {
        return text.contains("«event»") || text.contains("«utf16»");
    }

    /** @param event a valid one, in which a member {@code x} is put as the first of its payload */
    public byte[] inside(String event) {
        return bytes(
                whole()
                        ? text
                        : event.replaceFirst(
                                "\"eventPayload\": \\{",
                                Matcher.quoteReplacement("\"eventPayload\": {\"x\":" + text + ",")),
                event);
    }

    private static byte[] bytes(String coded, String event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher code = CODE.matcher(coded);
        int end = 0;
        while (code.find()) {
            bytes.writeBytes(coded.substring(end, code.start()).getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(decoded(code, event));
            end = code.end();
        }
        bytes.writeBytes(coded.substring(end).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static byte[] decoded(Matcher code, String event) {
        if (code.group("hex") != null) {
            return new byte[] {(byte) Integer.parseInt(code.group("hex"), 16)};
        }
        if (code.group("count") != null) {
            return code.group("repeated")
                    .repeat(Integer.parseInt(code.group("count")))
                    .getBytes(StandardCharsets.UTF_8);
        }
        return event.getBytes(code.group("name").equals("event") ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16);
    }
}
