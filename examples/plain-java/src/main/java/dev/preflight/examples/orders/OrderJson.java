package dev.preflight.examples.orders;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** Writes orders as JSON, each with its currency and the link to pay it. */
record OrderJson(String currency, URI payments) {
    String of(List<Order> orders) {
        return orders.stream().map(this::of).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    private String of(Order order) {
        return "{\"id\": " + order.id()
                + ", \"customer\": " + quoted(order.customer())
                + ", \"amount\": " + order.amount().toPlainString()
                + ", \"currency\": " + quoted(currency)
                + ", \"pay\": " + quoted(payments + "?order=" + order.id()) + "}";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
