/** The startup self-check: required variables, config files and backends, declared once and verified at boot. */
module dev.preflight.core {
    requires org.slf4j;
    requires static org.junit.jupiter.api;
    requires static org.objectweb.asm.tree.analysis;
    requires static org.snakeyaml.engine;
    requires transitive java.sql;

    exports dev.preflight;
    exports dev.preflight.audit;
    exports dev.preflight.backend;
    exports dev.preflight.docs;
    exports dev.preflight.junit;

    uses dev.preflight.Command;
    uses dev.preflight.ReportFormat;

    provides dev.preflight.Command with
            dev.preflight.audit.AuditCommand,
            dev.preflight.docs.DocsCommand,
            dev.preflight.docs.EnvExampleCommand,
            dev.preflight.docs.EnvSchemaCommand,
            dev.preflight.docs.KubernetesCommand;
}
