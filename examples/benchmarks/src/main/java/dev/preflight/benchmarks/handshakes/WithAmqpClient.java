package dev.preflight.benchmarks.handshakes;

import com.rabbitmq.client.ConnectionFactory;
import dev.preflight.benchmarks.backends.Program;

/** A connection of the Java client of RabbitMQ. */
final class WithAmqpClient extends Program {
    public static void main(String[] args) throws Exception {
        new WithAmqpClient().run(args);
    }

    @Override
    protected void check(int count, int port) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("localhost");
        factory.setPort(port);
        factory.newConnection().close();
    }
}
