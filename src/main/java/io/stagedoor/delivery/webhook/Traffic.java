package io.stagedoor.delivery.webhook;

import io.stagedoor.delivery.attempt.Exchanged;
import io.stagedoor.delivery.webhook.answer.AnswerBlanking;
import io.stagedoor.delivery.webhook.answer.SentSecrets;
import io.stagedoor.delivery.webhook.authentication.Authorization;
import io.stagedoor.delivery.webhook.connection.WebhookClient.Answer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one attempt sends and gets, and without its secrets what others may see of it. */
final class Traffic implements Exchanged {

    private static final String BLANK = "***";

    private final Outgoing request;
    private final SentSecrets secrets;

    /** The values of that header, one for each time that the request was sent. */
    private final List<String> authorizations = new ArrayList<>(1);

    /** Those of the request, and what was added as it was sent. */
    private volatile Map<String, String> headers;

    private volatile SocketAddress address;
    private volatile Answer answer;

    /** Of the secrets that were in use: they may be others when somebody asks. */
    private volatile AnswerBlanking blanking;

    Traffic(Outgoing request, SentSecrets secrets) {
        this.request = request;
        this.headers = request.headers();
        this.secrets = secrets;
    }

    /** @param sent all headers, with those of the trace */
    void sends(Map<String, String> sent) {
        headers = sent;
    }

    void authorizedBy(String value) {
        authorizations.add(value);
    }

    void connected(HttpConnection connection) {
        address = connection.remoteAddress();
    }

    /** @param answer null if there was none */
    void answered(Answer answer) {
        this.blanking = secrets.blanking(request.headers(), authorizations);
        this.answer = answer;
    }

    /** The text without the secrets that were sent; after {@link #answered}. */
    String blank(String text) {
        return blanking.text(text);
    }

    @Override
    public String address() {
        SocketAddress to = address;
        if (to == null || to.hostAddress() == null) {
            return null;
        }
        String host = to.hostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + to.port();
    }

    @Override
    public Map<String, String> requestHeaders() {
        boolean authorized = authorizations.stream().anyMatch(value -> !value.isEmpty());
        if (!authorized && secrets.headers().isEmpty()) {
            return headers;
        }
        Map<String, String> shown = new LinkedHashMap<>(headers);
        secrets.headers().forEach(name -> shown.replace(name, BLANK));
        if (authorized) {
            shown.put(Authorization.HEADER, BLANK);
        }
        return shown;
    }

    @Override
    public Integer status() {
        return answer == null ? null : Integer.valueOf(answer.status());
    }

    @Override
    public Map<String, String> responseHeaders() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (answer != null) {
            answer.headers().forEach((written, value) -> {
                String name = written.toLowerCase(Locale.ROOT);
                headers.merge(name, blanking.header(name, value), (one, other) -> one + ", " + other);
            });
        }
        return headers;
    }

    @Override
    public String responseBody(int most) {
        if (answer == null || answer.body().isEmpty()) {
            return "";
        }
        // A secret that is cut at the end of the text becomes blank, too.
        return blank(beginning(answer.body(), most));
    }

    @Override
    public boolean longerThan(int bytes) {
        return answer != null && answer.bodyBytes() > bytes;
    }

    /** At most so many bytes in UTF-8; no character is cut. */
    private static String beginning(String text, int most) {
        byte[] bytes = text.substring(0, Math.min(text.length(), most)).getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= most) {
            return text.length() <= most ? text : text.substring(0, most);
        }
        int end = most;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
