package dev.preflight.spring.connection;

import static dev.preflight.backend.Backends.service;

import dev.preflight.check.Probe;
import java.util.List;

/** Cassandra, greeted at its contact points, of which one must answer. The login is left to the health contributor. */
final class CassandraChecks {
    private CassandraChecks() {}

    static List<Probe<?>> of(Connection connection) {
        ServiceUri uri = new ServiceUri("cassandra");
        for (Details node : connection.details().parts("getContactPoints")) {
            uri.host(node.text("host"), node.number("port"));
        }
        String keyspace = connection.property("spring.cassandra.keyspace-name");
        ServiceUri whole = keyspace.isEmpty() ? uri : uri.path(keyspace);
        return List.of(Connection.secured(service(connection.name(), whole.toString()), connection.bundle()));
    }
}
