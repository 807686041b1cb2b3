package io.stagedoor.tracing;

import io.stagedoor.start.StartFailure;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * OpenTelemetry's own keys, {@code otel.…} or {@code OTEL_…}: the SDK reads and checks them.
 *
 * @param endpoint where the spans go: the URL of a collector
 * @param properties those that the configuration of this program has, by name
 */
public record TraceSettings(String endpoint, Map<String, String> properties) {

    static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    static final String PROTOCOL = "otel.exporter.otlp.protocol";
    private static final String ENDPOINT_OF_TRACES = "otel.exporter.otlp.traces.endpoint";
    private static final String PROTOCOL_OF_TRACES = "otel.exporter.otlp.traces.protocol";
    private static final String DISABLED = "otel.sdk.disabled";
    private static final String EXPORTER = "otel.traces.exporter";
    static final String HTTP = "http/protobuf";

    /**
     * @return empty unless an endpoint is set, or if the SDK is disabled or has no exporter of traces
     * @throws StartFailure for an endpoint that is no URL, or a protocol that this program does not have
     */
    public static Optional<TraceSettings> read(Config config) throws StartFailure {
        String key = value(config, ENDPOINT_OF_TRACES).isPresent() ? ENDPOINT_OF_TRACES : ENDPOINT;
        Optional<String> endpoint = value(config, key);
        boolean off = value(config, DISABLED).filter("true"::equalsIgnoreCase).isPresent()
                || value(config, EXPORTER).filter("none"::equals).isPresent();
        if (endpoint.isEmpty() || off) {
            return Optional.empty();
        }
        requireUrl(key, endpoint.get());
        requireHttp(config, PROTOCOL_OF_TRACES);
        requireHttp(config, PROTOCOL);
        return Optional.of(new TraceSettings(endpoint.get(), properties(config)));
    }

    private static void requireUrl(String key, String endpoint) throws StartFailure {
        // Does not repeat the value: it may have a password.
        try {
            URI url = URI.create(endpoint);
            if (url.getHost() != null
                    && url.getRawUserInfo() == null
                    && String.valueOf(url.getScheme()).matches("https?")) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new StartFailure(key + " is not a URL such as http://localhost:4318");
        }
        throw new StartFailure(key + " is not a URL such as http://localhost:4318, without user and password; for a"
                + " token, set otel.exporter.otlp.headers");
    }

    private static void requireHttp(Config config, String key) throws StartFailure {
        Optional<String> protocol = value(config, key).filter(name -> !name.equals(HTTP));
        if (protocol.isPresent()) {
            throw new StartFailure(key + "=" + protocol.get() + " is not supported: traces go by " + HTTP
                    + ", which collectors take at port 4318");
        }
    }

    private static Map<String, String> properties(Config config) {
        Map<String, String> properties = new HashMap<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith("otel.")) {
                value(config, name).ifPresent(value -> properties.put(name, value));
            }
        }
        return properties;
    }

    private static Optional<String> value(Config config, String key) {
        return config.getOptionalValue(key, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }
}
