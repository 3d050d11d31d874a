package dev.preflight.backend;

import dev.preflight.backend.wire.Argument;
import dev.preflight.check.Check;
import dev.preflight.check.Condition;
import dev.preflight.check.EnvVar;
import dev.preflight.check.Probe;
import dev.preflight.check.ProbeContext;
import dev.preflight.check.Role;
import dev.preflight.check.Settings;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * A database, connected to through JDBC: the driver connects and logs in, and what is demanded beyond that follows, in
 * the order in which it is declared. Where nothing is demanded, the driver is asked whether the connection is valid.
 *
 * <p>When the network is at fault, the host that the URL names is looked up and connected to, so that the report shows
 * where it ends; a data source is asked for its URL by {@code getJdbcUrl()} or {@code getUrl()}, if it has such a method.
 * So that there is time for that, the driver gets three quarters of the attempt at the most.
 *
 * <p>Beside the timeout of the check, the driver's own timeouts are set: connection properties for the vendors that
 * are known, {@link Connection#setNetworkTimeout} and {@link Statement#setQueryTimeout} for all.
 */
public final class Jdbc extends Probe<Void> {
    /** What a driver has to do beside a call is done within it. */
    private static final Executor HERE = Runnable::run;

    private final JdbcSpec spec;

    private Jdbc(String name, Settings settings, JdbcSpec spec) {
        super("backend", name, settings);
        this.spec = spec;
    }

    static Jdbc of(String name, Argument<String> url) {
        return new Jdbc(name, Settings.online(url.needs()), new JdbcSpec(url, null, null, null, Map.of(), List.of()));
    }

    static Jdbc of(String name, DataSource source) {
        return new Jdbc(name, Settings.online(), new JdbcSpec(null, source, null, null, Map.of(), List.of()));
    }

    /**
     * Logs in as a user.
     *
     * @param user the name of the user
     * @param password the variable that holds the password, which joins the suite as an input
     * @return a check that logs in
     * @throws NullPointerException if an argument is null
     * @throws IllegalStateException if the check has a data source, which logs in by itself
     */
    public Jdbc login(String user, EnvVar<String> password) {
        return login(Argument.of(user), Argument.of(password));
    }

    /**
     * Logs in as a user whose password an application has already. Prefer {@link #login}, so that a report can name the
     * variable.
     *
     * @param user the name of the user
     * @param password the password, which is treated as a secret
     * @return a check that logs in
     * @throws NullPointerException if an argument is null
     * @throws IllegalStateException if the check has a data source, which logs in by itself
     */
    public Jdbc credentials(String user, String password) {
        return login(Argument.of(user), Argument.of(password));
    }

    /**
     * Logs in as a user that a variable names.
     *
     * @param user the variable that holds the name of the user, which joins the suite as an input
     * @param password the variable that holds the password, which joins the suite as an input
     * @return a check that logs in
     * @throws NullPointerException if an argument is null
     * @throws IllegalStateException if the check has a data source, which logs in by itself
     */
    public Jdbc login(EnvVar<String> user, EnvVar<String> password) {
        return login(Argument.of(user), Argument.of(password));
    }

    private Jdbc login(Argument<String> user, Argument<String> password) {
        if (spec.source() != null) {
            throw new IllegalStateException(id() + ": a data source logs in by itself, so login() has no effect");
        }
        return needs(user.needs()).needs(password.needs()).with(spec.login(user, password));
    }

    /**
     * Hands the driver a property of the connection, as the pool of an application does. A timeout that is set like this
     * is left as it is.
     *
     * @param name the name that the driver knows it by
     * @param value its value, which is not shown
     * @return a check that hands it over
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code name} is blank
     * @throws IllegalStateException if the check has a data source, which has its own
     */
    public Jdbc property(String name, String value) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("name is blank");
        }
        Objects.requireNonNull(value, "value");
        if (spec.source() != null) {
            throw new IllegalStateException(id() + ": a data source has its own properties");
        }
        Map<String, String> all = new LinkedHashMap<>(spec.properties());
        all.put(name, value);
        return with(new JdbcSpec(
                spec.url(), null, spec.user(), spec.password(), Collections.unmodifiableMap(all), spec.demands()));
    }

    /**
     * Runs a query, which must be accepted; how many rows it finds does not matter. A second one is run too.
     *
     * @param sql a query that changes nothing, such as {@code select 1 from orders}
     * @return a check that runs it
     * @throws NullPointerException if {@code sql} is null
     * @throws IllegalArgumentException if {@code sql} is blank
     */
    public Jdbc query(String sql) {
        if (Objects.requireNonNull(sql, "sql").isBlank()) {
            throw new IllegalArgumentException("sql is blank");
        }
        return demanding(new JdbcQuery(sql));
    }

    /**
     * Demands a table, or a view, that exists and that the user may read. Rows are not read.
     *
     * @param table the name as SQL would have it, such as {@code orders}, {@code sales.orders} or {@code "Order"}
     * @return a check that demands it
     * @throws NullPointerException if {@code table} is null
     * @throws IllegalArgumentException if {@code table} is blank or holds a semicolon
     */
    public Jdbc table(String table) {
        if (Objects.requireNonNull(table, "table").isBlank() || table.indexOf(';') >= 0) {
            throw new IllegalArgumentException("table is " + (table.isBlank() ? "blank" : "no name of a table"));
        }
        return demanding(new JdbcTable(table.strip()));
    }

    /**
     * Demands that the database takes writes: the connection is not set to read only, and the server is no replica that
     * only reads. Nothing is written. PostgreSQL, MySQL and MariaDB are asked themselves, other databases through
     * {@link Connection#isReadOnly}. A user who lacks the right to write is not noticed.
     *
     * @return a check that demands it
     */
    public Jdbc writable() {
        return demanding(new JdbcWritable());
    }

    /**
     * Demands a version of the server. Numbers are compared from left to right, and what follows them does not count:
     * {@code 15} is met by 15, 15.4 and 16.
     *
     * @param version numbers with dots between them, such as {@code 15} or {@code 10.11}
     * @return a check that demands it
     * @throws NullPointerException if {@code version} is null
     * @throws IllegalArgumentException if {@code version} has another form
     */
    public Jdbc atLeast(String version) {
        return demanding(new JdbcAtLeast(Version.of(version)));
    }

    /**
     * Demands that the schema has been migrated, as the history table of Flyway ({@code flyway_schema_history}) or
     * Liquibase ({@code DATABASECHANGELOG}) says; both are looked for in the schema of the connection first.
     *
     * <ul>
     *   <li>Flyway: the highest version that was applied and not undone, or taken as the baseline, is this one or a
     *       newer one; and no migration is recorded as failed. Repeatable migrations do not count.
     *   <li>Liquibase: a change set with this id, or a tag of this name, has been executed. Newer databases have it too,
     *       since their history keeps the old change sets.
     * </ul>
     *
     * @param version the version of Flyway, the change set id or the tag of Liquibase
     * @return a check that demands it
     * @throws NullPointerException if {@code version} is null
     * @throws IllegalArgumentException if {@code version} is blank
     */
    public Jdbc migratedTo(String version) {
        if (Objects.requireNonNull(version, "version").isBlank()) {
            throw new IllegalArgumentException("version is blank");
        }
        return demanding(new JdbcMigrated(version.strip()));
    }

    private Jdbc demanding(JdbcDemand demand) {
        List<JdbcDemand> demands = new ArrayList<>(spec.demands());
        demands.add(demand);
        return with(new JdbcSpec(
                spec.url(), spec.source(), spec.user(), spec.password(), spec.properties(), List.copyOf(demands)));
    }

    private Jdbc with(JdbcSpec changed) {
        return new Jdbc(name(), settings(), changed);
    }

    @Override
    protected Void verify(ProbeContext context) throws SQLException, InterruptedException {
        Lease lease = context.register(new Lease(spec.connect(context, settings())));
        Connection connection = lease.connection;
        context.held(product(connection));
        lease.bound(context.remaining());
        if (spec.demands().isEmpty()) {
            validate(connection, context);
        }
        for (JdbcDemand demand : spec.demands()) {
            demand.verify(connection, context);
        }
        lease.end();
        return null;
    }

    @Override
    public Role role(Check<?> input) {
        Role role = spec.url() == null ? Role.OTHER : spec.url().role(input, Role.ADDRESS);
        if (role == Role.OTHER && spec.user() != null) {
            role = spec.user().role(input, Role.USER);
            role = role == Role.OTHER ? spec.password().role(input, Role.PASSWORD) : role;
        }
        return role;
    }

    @Override
    protected boolean canTellWhyItIsLate() {
        return true;
    }

    @Override
    protected Optional<Problem> whyItIsLate(ProbeContext context) throws Exception {
        if (spec.source() != null) {
            return JdbcSource.whyItIsLate(spec.source(), context, settings());
        }
        new JdbcLadder(
                        spec.url().in(context),
                        spec.user() == null ? "" : spec.user().in(context),
                        settings())
                .climb(context);
        return Optional.empty();
    }

    private static String product(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName() + " "
                + connection.getMetaData().getDatabaseProductVersion();
    }

    private static void validate(Connection connection, ProbeContext context) throws SQLException {
        context.trying("validation");
        if (!connection.isValid(seconds(context))) {
            throw Problem.of(Code.BACKEND_FAILED, "the driver calls the connection invalid")
                    .fix("look at the log of the database")
                    .asException();
        }
        context.held("");
    }

    static int seconds(ProbeContext context) {
        return (int) Math.max(1, context.remaining().plusMillis(999).toSeconds());
    }

    /**
     * A connection that is given back once the attempt is decided, since a driver may take its time for that, and cut off
     * where the attempt does not end.
     */
    private static final class Lease implements AutoCloseable {
        private final Connection connection;
        private final Thread owner = Thread.currentThread();
        /** What bound reads of the socket before, -1 where the driver cannot. */
        private int before = -1;

        private volatile boolean ended;

        Lease(Connection connection) {
            this.connection = connection;
        }

        void bound(Duration limit) {
            try {
                before = connection.getNetworkTimeout();
                connection.setNetworkTimeout(HERE, (int) Math.min(Integer.MAX_VALUE, limit.toMillis()));
            } catch (SQLException | LinkageError e) {
                // Optional in JDBC; the timeout of the attempt binds all the same.
                before = -1;
            }
        }

        /** All that was demanded was looked at. */
        void end() {
            ended = true;
        }

        @Override
        public void close() throws SQLException {
            // Closing from outside may wait for what hangs.
            if (!ended && Thread.currentThread() != owner && !connection.isClosed()) {
                connection.abort(HERE);
            }
            restore();
            connection.close();
        }

        /** A connection of a pool is given back as it was, and without a transaction that the queries began. */
        private void restore() {
            try {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
                if (before >= 0) {
                    connection.setNetworkTimeout(HERE, before);
                }
            } catch (SQLException e) {
                // A connection that broke has said so already, and is of no use to its pool.
                return;
            }
        }
    }

    @Override
    protected List<String> proves() {
        List<String> lines = new ArrayList<>();
        lines.add(
                spec.source() == null
                        ? spec.url().inWords() + " accepts a connection"
                        : "the data source gives a connection");
        if (spec.user() != null) {
            lines.add("logs in as " + spec.user().inWords());
        }
        for (JdbcDemand demand : spec.demands()) {
            lines.add(demand.inWords());
        }
        return lines;
    }

    @Override
    public Jdbc with(Settings changed) {
        return new Jdbc(name(), changed, spec);
    }

    /** {@inheritDoc} */
    @Override
    public Jdbc timeout(Duration limit) {
        return (Jdbc) super.timeout(limit);
    }

    /** {@inheritDoc} */
    @Override
    public Jdbc retryFor(Duration time) {
        return (Jdbc) super.retryFor(time);
    }

    /** {@inheritDoc} */
    @Override
    public Jdbc describedAs(String text) {
        return (Jdbc) super.describedAs(text);
    }

    /** {@inheritDoc} */
    @Override
    public Jdbc warnOnly() {
        return (Jdbc) super.warnOnly();
    }

    /** {@inheritDoc} */
    @Override
    public Jdbc onlyIf(Condition condition) {
        return (Jdbc) super.onlyIf(condition);
    }

    /** {@inheritDoc} */
    @Override
    public Jdbc needs(Check<?>... inputs) {
        return (Jdbc) super.needs(inputs);
    }
}
