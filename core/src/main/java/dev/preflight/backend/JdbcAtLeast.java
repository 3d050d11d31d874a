package dev.preflight.backend;

import dev.preflight.check.ProbeContext;
import dev.preflight.problem.Code;
import dev.preflight.problem.Problem;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/** A server that is new enough. */
record JdbcAtLeast(Version least) implements JdbcDemand {
    @Override
    public String inWords() {
        return "is version " + least + " or later";
    }

    @Override
    public void verify(Connection connection, ProbeContext context) throws SQLException {
        context.trying("version");
        DatabaseMetaData data = connection.getMetaData();
        String text = data.getDatabaseProductVersion();
        // What MariaDB says to clients of MySQL begins with a version that they believe in.
        Version version = Version.startOf(
                text != null && text.startsWith("5.5.5-") ? text.substring("5.5.5-".length()) : String.valueOf(text));
        if (version == null) {
            version = Version.of(data.getDatabaseMajorVersion() + "." + data.getDatabaseMinorVersion());
        }
        if (version.compareTo(least) < 0) {
            throw Problem.of(Code.BACKEND_VERSION, "the server is older than " + least)
                    .found(data.getDatabaseProductName() + " " + context.outside(String.valueOf(text)))
                    .fix("upgrade the server, or correct the URL")
                    .asException();
        }
        context.held(version.toString());
    }
}
