package io.stagedoor.testing.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A page in a {@link Browser}, used as a person does: with the mouse and the keyboard. What the browser complains of,
 * such as a violation of the content security policy, makes {@link #close} fail.
 */
public final class Tab implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Key, code and text of the keys that a test presses. */
    private static final Map<String, List<Object>> KEYS =
            Map.of("Tab", List.of(9, ""), "Enter", List.of(13, "\r"), " ", List.of(32, " "));

    private final DevTools tools;
    private final String session;
    private final String target;
    private final String origin;
    private final Complaints complaints;

    Tab(DevTools tools, String session, String target, String origin) {
        this.tools = tools;
        this.session = session;
        this.target = target;
        this.origin = origin;
        complaints = new Complaints(session);
        tools.listen(complaints);
        List.of("Page", "Runtime", "Log", "Network").forEach(domain -> call(domain + ".enable", Map.of()));
        size(1280, 900);
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        return tools.call(session, method, parameters);
    }

    public Tab size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        return this;
    }

    public Tab dark(boolean dark) {
        List<Map<String, String>> features =
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"));
        call("Emulation.setEmulatedMedia", Map.of("media", "screen", "features", features));
        return this;
    }

    public Tab script(boolean on) {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
        return this;
    }

    /** Opens a path, and returns when it is loaded. */
    public Tab open(String path) {
        return loading(() -> call("Page.navigate", Map.of("url", origin + path)));
    }

    /** Opens a path again and again, until a script says true there. */
    public Tab openUntil(String path, String condition) {
        Awaitility.await(condition + " at " + path)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> open(path).eval(condition).asBoolean());
        return this;
    }

    /** Does something that loads a page, and returns when that is loaded. */
    public Tab loading(Runnable action) {
        eval("window.beforeLoading = true");
        action.run();
        await("!window.beforeLoading && document.readyState === 'complete'");
        return this;
    }

    /** Of a script in the page; a promise is waited for. */
    public JsonNode eval(String script) {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(script + ": " + answer.path("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Waits until a script says true; a page that is being left says nothing. */
    public Tab await(String condition) {
        Awaitility.await(condition + " at " + origin)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsMatching(e -> true)
                .until(() -> {
                    try {
                        return eval(condition).asBoolean();
                    } catch (AssertionError leaving) {
                        return false;
                    }
                });
        return this;
    }

    /** Waits until the page shows a text. */
    public Tab awaitText(String text) {
        return await("document.body.innerText.includes(" + quoted(text) + ")");
    }

    /** What a person reads. */
    public String text() {
        return eval("document.body.innerText").asText();
    }

    public String path() {
        return eval("location.pathname + location.search").asText();
    }

    /** Clicks with the mouse on the first element that a selector finds. */
    public Tab click(String selector) {
        JsonNode at = eval("(() => { const e = document.querySelector(" + quoted(selector)
                + "); e.scrollIntoView({block: 'center', behavior: 'instant'}); const r = e.getBoundingClientRect();"
                + " return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of("type", type, "x", at.path("x"), "y", at.path("y"), "button", "left", "clickCount", 1));
        }
        return this;
    }

    /** Clicks on what leads to another page. */
    public Tab follow(String selector) {
        return loading(() -> click(selector));
    }

    /** Replaces the text of a field. */
    public Tab fill(String selector, String text) {
        eval("(() => { const e = document.querySelector(" + quoted(selector) + "); e.focus(); e.select(); })()");
        call("Input.insertText", Map.of("text", text));
        return this;
    }

    /** Presses {@code Tab}, {@code Enter} or the space bar. */
    public Tab press(String key) {
        List<Object> of = KEYS.get(key);
        for (String type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type",
                            type,
                            "key",
                            key,
                            "code",
                            key.isBlank() ? "Space" : key,
                            "windowsVirtualKeyCode",
                            of.get(0),
                            "text",
                            type.equals("keyDown") ? of.get(1) : ""));
        }
        return this;
    }

    /** Takes a picture of what the window shows. */
    public Tab picture(Path file) {
        byte[] png = Base64.getDecoder()
                .decode(call("Page.captureScreenshot", Map.of("format", "png"))
                        .path("data")
                        .asText());
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static String quoted(String text) {
        return DevTools.JSON.valueToTree(text).toString();
    }

    @Override
    public void close() {
        tools.call(null, "Target.closeTarget", Map.of("targetId", target));
        complaints.check();
    }
}
