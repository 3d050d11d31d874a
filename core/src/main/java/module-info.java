/** The startup self-check: required variables, config files and backends, declared once and verified at boot. */
module dev.preflight.core {
    requires org.slf4j;
    requires static org.apache.commons.compress;
    requires static org.snakeyaml.engine;
    requires transitive java.sql;

    exports dev.preflight;
    exports dev.preflight.backend;
    exports dev.preflight.deploy;

    uses dev.preflight.Command;
    uses dev.preflight.ReportFormat;
    uses dev.preflight.Shipment;

    provides dev.preflight.Command with
            dev.preflight.deploy.Checklist;
    provides dev.preflight.Shipment with
            dev.preflight.deploy.Cargo;
}
