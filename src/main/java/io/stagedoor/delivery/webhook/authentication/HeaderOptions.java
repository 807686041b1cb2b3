package io.stagedoor.delivery.webhook.authentication;

import io.stagedoor.delivery.webhook.answer.CredentialName;
import io.stagedoor.secret.CurrentSecret;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads the options {@code header.<label>}. Each is a line as in HTTP, {@code Name: value}, with the value or a
 * reference (RFC 9110, 5.1 and 5.5, without obs-text). The header's name cannot be the option's, because Camel removes
 * hyphens from that.
 */
public final class HeaderOptions {

    private static final String PREFIX = "header.";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[!-~]([ -~\\t]*[!-~])?");

    /** Headers of the event, of the format, of the signature, of the trace, and of HTTP itself. */
    private static final Pattern RESERVED =
            Pattern.compile("webhook-.*|ce-.*|trace(parent|state)|content-(type|length|encoding)|host|connection"
                    + "|keep-alive|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|http2-settings");

    /** Names of headers that may contain a secret in plain text: permitted, but blanked in answers that repeat it. */
    private static final Pattern MAY_BE_SECRET = Pattern.compile(".*(auth|key|pass|sign|session|code).*");

    private HeaderOptions() {}

    /** @throws IllegalArgumentException names the header; shows no value */
    public static List<ExtraHeader> take(Options options) throws IOException {
        Map<String, ExtraHeader> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> option : options.takeAll(PREFIX).entrySet()) {
            String[] parts = option.getValue().split(":", 2);
            if (parts.length == 1) {
                throw new IllegalArgumentException(PREFIX + option.getKey() + ": it is not of the form 'Name: value'");
            }
            String label = PREFIX + option.getKey() + ": " + parts[0].strip();
            ExtraHeader header = header(options, label, parts[0].strip(), parts[1].strip());
            if (headers.put(header.name(), header) != null) {
                throw refused(label, "is set twice; upper and lower case make no difference");
            }
        }
        return List.copyOf(headers.values());
    }

    private static ExtraHeader header(Options options, String label, String written, String value) throws IOException {
        String name = written.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(written).matches()) {
            throw refused(label, "is not a name of an HTTP header");
        }
        if (RESERVED.matcher(name).matches()) {
            throw refused(label, "is a header that Stagedoor or HTTP itself sets");
        }
        if (value.startsWith("env:") || value.startsWith("file:")) {
            CurrentSecret<String> secret = options.secret(label, value, HeaderOptions::checked);
            return new ExtraHeader(name, secret::get, true);
        }
        if (CredentialName.is(name)) {
            throw refused(label, "contains a secret: write a reference, env:NAME or file:PATH, in place of the value");
        }
        try {
            String checked = checked(value);
            Supplier<String> constant = () -> checked;
            return new ExtraHeader(name, constant, MAY_BE_SECRET.matcher(name).matches());
        } catch (IllegalArgumentException e) {
            throw refused(label, e.getMessage());
        }
    }

    /** @throws IllegalArgumentException does not show the value */
    static String checked(String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("the value is empty, or contains something other than printable ASCII");
        }
        return value;
    }

    private static IllegalArgumentException refused(String label, String why) {
        return new IllegalArgumentException(label + " " + why);
    }
}
