package dev.preflight.spring.connection;

import dev.preflight.check.Probe;
import java.util.ArrayList;
import java.util.List;

/**
 * Where metrics, traces and logs are exported to, by OTLP or to Zipkin: something answers there. An application does its
 * work without, so that a failure is a warning.
 */
final class ExporterChecks {
    private final Connection connection;
    private final List<Probe<?>> checks = new ArrayList<>();

    private ExporterChecks(Connection connection) {
        this.connection = connection;
    }

    static List<Probe<?>> of(Connection connection) {
        ExporterChecks all = new ExporterChecks(connection);
        all.add(
                "otlp-metrics",
                List.of("io.micrometer.registry.otlp.OtlpMeterRegistry"),
                "http://localhost:4318/v1/metrics",
                List.of("management.otlp.metrics.export.url"));
        all.add(
                "otlp-tracing",
                List.of("io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter"),
                "",
                List.of("management.otlp.tracing.endpoint", "management.opentelemetry.tracing.export.otlp.endpoint"));
        all.add(
                "otlp-logging",
                List.of("io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter"),
                "",
                List.of("management.otlp.logging.endpoint", "management.opentelemetry.logging.export.otlp.endpoint"));
        all.add(
                "zipkin",
                List.of("zipkin2.reporter.BytesMessageSender"),
                "http://localhost:9411/api/v2/spans",
                List.of("management.zipkin.tracing.endpoint", "management.tracing.export.zipkin.endpoint"));
        return all.checks;
    }

    /** Adds a check where Spring Boot defines an exporter; of one of the application's own nobody knows where it is. */
    private void add(String name, List<String> exporters, String fallback, List<String> properties) {
        Definitions definitions = connection.definitions();
        if (definitions.ofBoot(definitions.names(exporters)).isEmpty()) {
            return;
        }
        String url = fallback;
        String prefix = properties.get(0);
        for (String property : properties) {
            String set = connection.property(property);
            if (!set.isEmpty()) {
                url = set;
                prefix = property;
            }
        }
        if (!url.isEmpty()) {
            checks.add(Reachable.of(name, url, null)
                    .configuredBy(prefix.substring(0, prefix.lastIndexOf('.')))
                    .warnOnly());
        }
    }
}
