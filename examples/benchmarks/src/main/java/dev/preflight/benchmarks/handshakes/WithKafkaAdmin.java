package dev.preflight.benchmarks.handshakes;

import dev.preflight.benchmarks.backends.Program;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** An admin client of Kafka that asks which cluster this is. */
final class WithKafkaAdmin extends Program {
    public static void main(String[] args) throws Exception {
        new WithKafkaAdmin().run(args);
    }

    @Override
    protected void check(int count, int port) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:" + port))) {
            admin.describeCluster().clusterId().get();
        }
    }
}
