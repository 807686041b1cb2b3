package io.stagedoor.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import io.stagedoor.start.StartFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * OpenTelemetry's SDK: collects spans in memory, and sends them to a collector (OTLP over HTTP) on threads of its own.
 *
 * <p>A collector that is away, slow or broken costs spans and nothing else: at most {@code otel.bsp.max.queue.size}
 * (2048) spans wait in memory, and further ones are dropped.
 */
public final class TraceExport implements AutoCloseable {

    private static final String NAME = "service.name";
    private static final String UNNAMED = "unknown_service";

    /** How long a stop waits for the last spans; short, because Kubernetes does not wait long. */
    private static final long STOP_SECONDS = 3;

    private final OpenTelemetrySdk sdk;

    private TraceExport(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /**
     * @param version of this program
     * @throws StartFailure for a value that the SDK does not take
     */
    public static TraceExport start(TraceSettings settings, String version) throws StartFailure {
        try {
            return new TraceExport(AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesSupplier(() -> defaults(settings))
                    // Metrics are Prometheus', and logs the console's.
                    .addPropertiesCustomizer(
                            read -> Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none"))
                    .addResourceCustomizer((resource, read) -> named(resource, version))
                    .addSamplerCustomizer((sampler, read) -> new SampledByLink(sampler))
                    .addSpanExporterCustomizer((exporter, read) -> new LoggedExporter(exporter))
                    .build()
                    .getOpenTelemetrySdk());
        } catch (ConfigurationException | IllegalArgumentException | IllegalStateException e) {
            throw new StartFailure("traces: a setting otel.… (OTEL_…) is invalid: " + withoutHeaders(e), e);
        }
    }

    /** Their values may be tokens. */
    private static String withoutHeaders(Exception failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("(?s)(headers=).*", "$1…");
    }

    private static Map<String, String> defaults(TraceSettings settings) {
        Map<String, String> properties = new HashMap<>(settings.properties());
        properties.putIfAbsent(TraceSettings.PROTOCOL, TraceSettings.HTTP);
        return properties;
    }

    private static Resource named(Resource resource, String version) {
        String name = resource.getAttribute(AttributeKey.stringKey(NAME));
        Attributes ours = Attributes.builder()
                .put(NAME, name == null || name.startsWith(UNNAMED) ? "stagedoor" : name)
                .put("service.version", version)
                .build();
        return resource.merge(Resource.create(ours));
    }

    public Traces traces() {
        return Traces.by(sdk);
    }

    /** Sends what is left, if the collector takes it at once. */
    @Override
    public void close() {
        sdk.shutdown().join(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
