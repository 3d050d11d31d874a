package dev.preflight.spring.connection;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells whether the checks that are derived from a connection show at least what its health contributor would show, so
 * that it need not be asked too. Where the client is told more than the checks know of, it is asked.
 */
final class Coverage {
    /** What properties of a Hikari pool say that the checks do as well, or that makes no connection fail. */
    private static final Set<String> OF_HIKARI = Set.of(
            "jdbcurl",
            "username",
            "password",
            "driverclassname",
            "poolname",
            "maximumpoolsize",
            "minimumidle",
            "connectiontimeout",
            "validationtimeout",
            "idletimeout",
            "maxlifetime",
            "keepalivetime",
            "leakdetectionthreshold",
            "initializationfailtimeout",
            "autocommit",
            "registermbeans",
            "allowpoolsuspension");

    /** The same of Jakarta Mail: what the check reads, and times. */
    private static final Set<String> OF_MAIL = Set.of(
            "mail.smtp.auth",
            "mail.smtp.starttls.enable",
            "mail.smtp.starttls.required",
            "mail.smtp.ssl.enable",
            "mail.smtp.ssl.trust",
            "mail.smtp.ssl.checkserveridentity",
            "mail.smtp.connectiontimeout",
            "mail.smtp.timeout",
            "mail.smtp.writetimeout",
            "mail.smtps.auth",
            "mail.smtps.ssl.enable",
            "mail.smtps.ssl.trust",
            "mail.smtps.ssl.checkserveridentity",
            "mail.smtps.connectiontimeout",
            "mail.smtps.timeout",
            "mail.smtps.writetimeout",
            "mail.transport.protocol",
            "mail.debug");

    private final Kind kind;
    private final Connection connection;

    private Coverage(Kind kind, Connection connection) {
        this.kind = kind;
        this.connection = connection;
    }

    static Coverage of(Kind kind, Connection connection) {
        return new Coverage(kind, connection);
    }

    /** Whether the contributor knows nothing more. */
    boolean isWhole() {
        return switch (kind) {
            case JDBC -> isPlainPool();
            case REDIS -> isPlainRedis();
            case ELASTICSEARCH -> isPlainElasticsearch();
            case LDAP ->
                connection.properties("spring.ldap.base-environment").isEmpty()
                        && !connection.flag("spring.ldap.anonymous-read-only", false);
            case MAIL -> isPlainMail();
            default -> true;
        };
    }

    /** A pool may send statements of its own, and what else it is told it tells the driver. */
    private boolean isPlainPool() {
        for (String pool : List.of("tomcat", "dbcp2", "oracleucp")) {
            if (!connection.properties("spring.datasource." + pool).isEmpty()) {
                return false;
            }
        }
        for (String property : connection.properties("spring.datasource.hikari").keySet()) {
            String name = uniform(property);
            if (!OF_HIKARI.contains(name) && !name.startsWith("datasourceproperties")) {
                return false;
            }
        }
        return connection.property("spring.datasource.type").isEmpty()
                || connection.property("spring.datasource.type").endsWith(".HikariDataSource");
    }

    /**
     * The contributor asks one server for its version. Of a cluster it asks for the state, of a sentinel and of replicas
     * the master itself, and what a user other than the default may ask for is up to the server.
     */
    private boolean isPlainRedis() {
        Details details = connection.details();
        return !details.part("getSentinel").isPresent()
                && !details.part("getCluster").isPresent()
                && !details.part("getMasterReplica").isPresent()
                && details.text("getUsername").isEmpty();
    }

    /** Behind a path, or with a key, the check asks for less; the reactive client also asks for the version. */
    private boolean isPlainElasticsearch() {
        Details details = connection.details();
        return details.text("getPathPrefix").isEmpty()
                && details.text("getApiKey").isEmpty()
                && connection
                        .definitions()
                        .names("org.springframework.data.elasticsearch.client.elc.ReactiveElasticsearchClient")
                        .isEmpty();
    }

    private boolean isPlainMail() {
        if (!connection.property("spring.mail.jndi-name").isEmpty()) {
            return false;
        }
        for (Map.Entry<String, String> each :
                connection.properties("spring.mail.properties").entrySet()) {
            if (!OF_MAIL.contains(each.getKey())
                    || each.getKey().endsWith(".auth") && !each.getValue().equals("true")) {
                return false;
            }
        }
        return true;
    }

    /** Letters alone, in lower case. */
    private static String uniform(String name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = Character.toLowerCase(name.charAt(i));
            if (c >= 'a' && c <= 'z') {
                out.append(c);
            }
        }
        return out.toString();
    }
}
