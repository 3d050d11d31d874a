package dev.preflight.examples.orders;

import dev.preflight.Verified;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads orders from the database. */
final class OrderStore {
    private final String url;
    private final String password;

    OrderStore(Verified verified) {
        url = verified.get(Orders.DATABASE_URL);
        password = verified.get(Orders.DATABASE_PASSWORD);
    }

    List<Order> first(int limit) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, Orders.DATABASE_USER, password);
                PreparedStatement query =
                        connection.prepareStatement("select id, customer, amount from orders order by id limit ?")) {
            query.setInt(1, limit);
            try (ResultSet rows = query.executeQuery()) {
                List<Order> orders = new ArrayList<>();
                while (rows.next()) {
                    orders.add(new Order(rows.getInt("id"), rows.getString("customer"), rows.getBigDecimal("amount")));
                }
                return orders;
            }
        }
    }
}
