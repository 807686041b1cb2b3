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
    private final Supplier<Stream<String>> signing;
    private final Set<String> ofTheWay;
    /** Reused, because the secrets rarely change from one request to the next. */
    private volatile Known last;

    /** @param sources the texts that the secrets were read from */
    private record Known(List<String> sources, AnswerBlanking blanking) {}

    /**
     * @param headers names of headers with a secret
     * @param signing the present signing secrets
     * @param proxy null for none
     */
    public SentSecrets(List<String> headers, Supplier<Stream<String>> signing, WebhookUrl url, WebhookProxy proxy) {
        this.headers = headers;
        this.signing = signing;
        this.ofTheWay = new HashSet<>();
        addUrl(ofTheWay, url);
        if (proxy != null) {
            proxy.credentials().ifPresent(credentials -> addCredentials(ofTheWay, credentials));
        }
        this.last = new Known(List.of(), new AnswerBlanking(new Blanking(ofTheWay)));
    }

    /**
     * For the answer to a request.
     *
     * @param request its headers
     * @param authorizations the values of that header, one for each time that the request was sent
     */
    public AnswerBlanking blanking(Map<String, String> request, List<String> authorizations) {
        List<String> sources = new ArrayList<>(authorizations);
        headers.forEach(name -> sources.add(request.get(name)));
        int ofHeaders = sources.size();
        signing.get().forEach(sources::add);
        Known known = last;
        if (!known.sources().equals(sources)) {
            Set<String> secrets = new HashSet<>(ofTheWay);
            sources.subList(0, ofHeaders).forEach(value -> addHeader(secrets, value));
            secrets.addAll(sources.subList(ofHeaders, sources.size()));
            known = new Known(sources, new AnswerBlanking(new Blanking(secrets)));
            last = known;
        }
        return known.blanking();
    }

    /** Whether the value of this header of a request is a secret. */
    public boolean isSecret(String header) {
        return headers.contains(header);
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
