package io.stagedoor.testing.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What the browser complains of in one tab: violations of the content security policy, and errors of scripts. */
final class Complaints implements Consumer<JsonNode> {

    private final String session;
    private final List<String> all = new CopyOnWriteArrayList<>();

    Complaints(String session) {
        this.session = session;
    }

    @Override
    public void accept(JsonNode message) {
        if (!session.equals(message.path("sessionId").asText())) {
            return;
        }
        JsonNode parameters = message.path("params");
        switch (message.path("method").asText()) {
            case "Log.entryAdded" -> {
                JsonNode entry = parameters.path("entry");
                // A page with the status 404 is an error to the log, too; the tests look at such pages themselves.
                if (entry.path("level").asText().equals("error")
                        && !entry.path("source").asText().equals("network")) {
                    all.add(entry.path("text").asText());
                }
            }
            case "Runtime.exceptionThrown" -> all.add(parameters.toString());
            case "Runtime.consoleAPICalled" -> {
                if (parameters.path("type").asText().equals("error")) {
                    all.add(parameters.toString());
                }
            }
            default -> {}
        }
    }

    void check() {
        if (!all.isEmpty()) {
            throw new AssertionError("the browser complains: " + all);
        }
    }
}
