package dev.preflight.spring.connection;

import static dev.preflight.spring.connection.Contexts.closedPort;
import static dev.preflight.spring.connection.Contexts.lateReport;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.preflight.report.Report;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Data sources of the application that hand out the connections of others. */
class WrappedDataSourceTest {
    private final int port = closedPort();

    private HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/orders?user=app&password=tr0mbone-solo");
        pool.setConnectionTimeout(250);
        return pool;
    }

    private static DataSource embedded() {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:orders");
        return source;
    }

    private static List<String> verdicts(Report report) {
        return report.results().stream().map(Contexts::verdict).toList();
    }

    @Test
    void wrapperIsFoldedIntoWhatItWraps() {
        DataSource pool = pool();
        ApplicationContextRunner runner = Contexts.with()
                .withBean(
                        "lazy",
                        DataSource.class,
                        () -> new TransactionAwareDataSourceProxy(new LazyConnectionDataSourceProxy(pool)),
                        definition -> definition.setPrimary(true))
                .withBean("orders", DataSource.class, () -> pool);
        Report report = lateReport(runner);

        assertThat(verdicts(report)).containsExactly("FAILED database backend.refused");
        assertThat(report.toString())
                .contains("tried   jdbc:postgresql://127.0.0.1:" + port + "/orders")
                .contains("set in  bean orders")
                .doesNotContain("tr0mbone");
    }

    @Test
    void wrapperOfNoBeanIsLookedThrough() {
        Report report = lateReport(
                Contexts.with().withBean("lazy", DataSource.class, () -> new LazyConnectionDataSourceProxy(pool())));

        assertThat(verdicts(report)).containsExactly("FAILED database backend.refused");
        assertThat(report.toString()).contains("tried   jdbc:postgresql://127.0.0.1:" + port + "/orders");
    }

    @Test
    void eachOfThoseThatAreChosenFromIsAskedOnce() {
        DataSource orders = pool();
        DataSource ledger = embedded();
        AbstractRoutingDataSource tenants = new AbstractRoutingDataSource() {
            @Override
            protected Object determineCurrentLookupKey() {
                return null;
            }
        };
        tenants.setTargetDataSources(Map.of("eu", orders, "us", new LazyConnectionDataSourceProxy(ledger)));
        Report report = lateReport(Contexts.with()
                .withBean("tenants", DataSource.class, () -> tenants, definition -> definition.setPrimary(true))
                .withBean("orders", DataSource.class, () -> orders)
                .withBean("ledger", DataSource.class, () -> ledger));

        assertThat(verdicts(report))
                .containsExactlyInAnyOrder("FAILED database-orders backend.refused", "PASSED database-ledger");
    }

    @Test
    void healthContributorSaysWhereItFailed() {
        Report report = lateReport(Contexts.with(
                        "HealthEndpoint",
                        "HealthContributor",
                        "HealthContributorRegistry",
                        "Endpoint",
                        "DataSourceHealthContributor")
                .withBean("orders", DataSource.class, () -> new LazyConnectionDataSourceProxy(pool()))
                .withBean("ledger", DataSource.class, () -> {
                    DriverManagerDataSource source = new DriverManagerDataSource(
                            "jdbc:postgresql://127.0.0.1:" + port + "/ledger", "app", "tr0mbone-solo");
                    return source;
                }));

        assertThat(verdicts(report))
                .containsExactlyInAnyOrder("FAILED db/orders backend.refused", "FAILED db/ledger backend.refused");
        assertThat(report.toString())
                .contains("tried   jdbc:postgresql://127.0.0.1:" + port + "/ledger: health refused")
                .contains("tried   jdbc:postgresql://127.0.0.1:" + port + "/orders")
                .contains("preflight.checks.db-orders.mode=warn")
                .doesNotContain("tr0mbone");
    }
}
