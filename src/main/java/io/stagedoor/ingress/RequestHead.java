package io.stagedoor.ingress;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Pattern;

/** What a request says before its body. */
record RequestHead(HttpServerRequest request) {

    private static final long UNKNOWN = -1;
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    /** The value; null if it is missing. A header that came several times is a list (RFC 9110, 5.3). */
    String header(String name) {
        List<String> values = request.headers().getAll(name);
        return values.isEmpty() ? null : values.size() == 1 ? values.get(0) : String.join(",", values);
    }

    String remote() {
        return request.remoteAddress() == null
                ? ""
                : String.valueOf(request.remoteAddress().hostAddress());
    }

    /** Bytes of the body; negative if it does not say. */
    long length() {
        String length = header("Content-Length");
        return length == null || !LENGTH.matcher(length).matches() ? UNKNOWN : Long.parseLong(length);
    }
}
