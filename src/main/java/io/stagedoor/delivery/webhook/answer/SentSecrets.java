package io.stagedoor.delivery.webhook.answer;

import io.stagedoor.delivery.webhook.connection.WebhookProxy;
import io.stagedoor.delivery.webhook.connection.WebhookUrl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Collects the secrets in a destination's requests: if a receiver repeats one in its answer, it must not reach a log or
 * a dead letter. Thread-safe.
 */
public final class SentSecrets {

    private static final String BASIC = "Basic ";
    /** Characters. A shorter part of a header or of a URL is probably a word. */
    private static final int SHORTEST_PART = 8;
    /** Characters of a segment of a URL's path, which mainly consists of words. */
    private static final int SHORTEST_SEGMENT = 20;

    private final List<String> headers;
    private final Supplier<List<String>> signing;
    private final Set<String> ofTheWay;
    /** Reused, because the secrets rarely change from one request to the next. */
    private volatile Known last;

    /**
     * @param headers values of headers with a secret
     * @param signing texts of signing secrets
     */
    private record Known(List<String> headers, List<String> signing, AnswerBlanking blanking) {}

    /**
     * @param headers names of headers with a secret
     * @param signing gives the present signing secrets; one text may have several, one a line
     * @param proxy null for none
     */
    public SentSecrets(List<String> headers, Supplier<List<String>> signing, WebhookUrl url, WebhookProxy proxy) {
        this.headers = headers;
        this.signing = signing;
        this.ofTheWay = new HashSet<>();
        addUrl(ofTheWay, url);
        if (proxy != null) {
            proxy.credentials().ifPresent(credentials -> addCredentials(ofTheWay, credentials));
        }
        this.last = new Known(List.of(), List.of(), new AnswerBlanking(new Blanking(ofTheWay)));
    }

    /**
     * For the answer to a request.
     *
     * @param request its headers
     * @param authorizations the values of that header, one for each time that the request was sent
     */
    public AnswerBlanking blanking(Map<String, String> request, List<String> authorizations) {
        List<String> values = new ArrayList<>(authorizations);
        headers.forEach(name -> values.add(request.get(name)));
        List<String> texts = signing.get();
        Known known = last;
        if (!known.headers().equals(values) || !known.signing().equals(texts)) {
            Set<String> secrets = new HashSet<>(ofTheWay);
            values.forEach(value -> addHeader(secrets, value));
            texts.stream().flatMap(String::lines).map(String::strip).forEach(secrets::add);
            known = new Known(values, texts, new AnswerBlanking(new Blanking(secrets)));
            last = known;
        }
        return known.blanking();
    }

    /** The names of headers whose value is a secret. */
    public List<String> headers() {
        return headers;
    }

    /** Adds the value, its parts ({@code Bearer abc}, {@code session=abc; path=/}), and the text of its base64. */
    static void addHeader(Set<String> secrets, String value) {
        secrets.add(value);
        Stream.of(value.split("[\\s;,]+"))
                .flatMap(part -> Stream.of(part, part.substring(part.indexOf('=') + 1)))
                .filter(part -> part.length() >= SHORTEST_PART)
                .forEach(secrets::add);
        if (value.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            addBasic(secrets, value.substring(BASIC.length()).strip());
        }
    }

    private static void addBasic(Set<String> secrets, String base64) {
        try {
            addCredentials(secrets, new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            secrets.add(base64);
        }
    }

    /** @param credentials {@code user:password} */
    public static void addCredentials(Set<String> secrets, String credentials) {
        String password = credentials.substring(credentials.indexOf(':') + 1);
        secrets.add(credentials);
        secrets.add(password);
        secrets.add(base64(credentials));
        secrets.add(base64(password));
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds parts of the URL: Azure has a key in the query, Slack in the path. */
    private static void addUrl(Set<String> secrets, WebhookUrl url) {
        String[] pathAndQuery = url.target().split("\\?", 2);
        for (String segment : pathAndQuery[0].split("/")) {
            addPart(secrets, segment, SHORTEST_SEGMENT);
        }
        for (String parameter : pathAndQuery.length > 1 ? pathAndQuery[1].split("&") : new String[0]) {
            addPart(secrets, parameter.substring(parameter.indexOf('=') + 1), SHORTEST_PART);
        }
    }

    private static void addPart(Set<String> secrets, String part, int shortest) {
        if (part.length() >= shortest) {
            secrets.add(part);
            try {
                secrets.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException brokenEscape) {
                return; // The undecoded part was added above.
            }
        }
    }
}
