package dev.preflight.examples.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.preflight.Verified;
import dev.preflight.check.Document;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** Answers over HTTP. It takes whatever it needs from what was verified, and looks at nothing else. */
final class OrderServer implements AutoCloseable {
    private final HttpServer http;
    private final OrderStore store;
    private final OrderJson json;
    private final int pageSize;

    private OrderServer(Verified verified) throws IOException {
        Document config = verified.get(Orders.CONFIG);
        store = new OrderStore(verified);
        json = new OrderJson(config.text("orders.currency").orElseThrow(), verified.get(Orders.PAYMENTS_URL));
        pageSize = Integer.parseInt(config.text("orders.page-size").orElseThrow());
        String host = config.text("server.address").orElseThrow();
        http = HttpServer.create(new InetSocketAddress(host, verified.get(Orders.PORT)), 0);
        http.createContext("/", this::answer);
    }

    static OrderServer start(Verified verified) throws IOException {
        OrderServer server = new OrderServer(verified);
        server.http.start();
        return server;
    }

    URI address() {
        InetSocketAddress bound = http.getAddress();
        return URI.create("http://" + bound.getHostString() + ":" + bound.getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> send(exchange, 200, "text/plain", "the orders service; see /orders\n");
                case "/orders" -> orders(exchange);
                default -> send(exchange, 404, "text/plain", "not here\n");
            }
        }
    }

    private void orders(HttpExchange exchange) throws IOException {
        List<Order> page;
        try {
            page = store.first(pageSize);
        } catch (SQLException e) {
            System.err.println("orders: no answer from the database: " + e);
            send(exchange, 503, "text/plain", "the database does not answer\n");
            return;
        }
        send(exchange, 200, "application/json", json.of(page));
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
