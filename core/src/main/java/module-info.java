/** The startup self-check: required variables, config files and backends, declared once and verified at boot. */
module dev.preflight.core {
    requires org.slf4j;
    requires static org.apache.commons.compress;
    requires static org.junit.jupiter.api;
    requires static org.objectweb.asm.tree.analysis;
    requires static org.snakeyaml.engine;
    requires transitive java.sql;

    exports dev.preflight;
    exports dev.preflight.audit;
    exports dev.preflight.backend;
    exports dev.preflight.check;
    exports dev.preflight.deploy;
    exports dev.preflight.docs;
    exports dev.preflight.junit;
    exports dev.preflight.problem;
    exports dev.preflight.report;

    uses dev.preflight.Command;
    uses dev.preflight.report.ReportFormat;

    provides dev.preflight.Command with
            dev.preflight.audit.AuditCommand,
            dev.preflight.checklist.Checklist,
            dev.preflight.docs.DocsCommand,
            dev.preflight.docs.EnvExampleCommand,
            dev.preflight.docs.EnvSchemaCommand,
            dev.preflight.docs.KubernetesCommand;
    provides dev.preflight.report.ReportFormat with
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
}
