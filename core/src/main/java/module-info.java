/** The startup self-check: required variables, config files and backends, declared once and verified at boot. */
module dev.preflight.core {
    requires org.slf4j;
    requires static org.apache.commons.compress;
    requires static org.snakeyaml.engine;
    requires transitive java.sql;

    exports dev.preflight;
    exports dev.preflight.backend;
    exports dev.preflight.deploy;
    exports dev.preflight.report;

    uses dev.preflight.Command;
    uses dev.preflight.ReportFormat;
    uses dev.preflight.Shipment;

    provides dev.preflight.Command with
            dev.preflight.deploy.Checklist;
    provides dev.preflight.ReportFormat with
            dev.preflight.report.TextFormat,
            dev.preflight.report.ShortFormat,
            dev.preflight.report.FullFormat,
            dev.preflight.report.JsonFormat,
            dev.preflight.report.JunitFormat,
            dev.preflight.report.GithubFormat,
            dev.preflight.report.MarkdownFormat,
            dev.preflight.report.TapFormat,
            dev.preflight.report.PrometheusFormat,
            dev.preflight.report.HtmlFormat,
            dev.preflight.report.LogFormat;
    provides dev.preflight.Shipment with
            dev.preflight.deploy.Cargo;
}
