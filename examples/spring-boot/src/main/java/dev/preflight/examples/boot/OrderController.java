package dev.preflight.examples.boot;

import dev.preflight.examples.carrier.CarrierClient;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Answers with orders of the database, counts in Redis how often they are looked at, and asks the carrier for parcels. */
@RestController
class OrderController {
    private final JdbcClient database;
    private final StringRedisTemplate redis;
    private final CarrierClient carrier;

    OrderController(JdbcClient database, StringRedisTemplate redis, CarrierClient carrier) {
        this.database = database;
        this.redis = redis;
        this.carrier = carrier;
    }

    /** The answer to a request for all orders. */
    record Orders(Long views, List<Order> orders) {}

    @GetMapping("/orders")
    Orders orders() {
        Long views = redis.opsForValue().increment("orders:views");
        List<Order> orders = database.sql("select id, customer, amount from orders order by id")
                .query(Order.class)
                .list();
        return new Orders(views, orders);
    }

    @GetMapping("/orders/{id}/parcel")
    String parcel(@PathVariable("id") int id) {
        return carrier.parcel(id);
    }
}
