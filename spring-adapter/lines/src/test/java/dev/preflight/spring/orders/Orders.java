package dev.preflight.spring.orders;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * An application without a line about its backends but where they are and what it listens to; once it is up it says so
 * and ends.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class Orders {
    public static void main(String[] args) {
        ConfigurableApplicationContext context = SpringApplication.run(Orders.class, args);
        Runtime.getRuntime().halt(context.isRunning() ? 0 : 1);
    }

    @Bean
    NewTopic topic() {
        return new NewTopic("shipments", 1, (short) 1);
    }

    @Bean
    Queue queue() {
        return new Queue("orders");
    }

    @RabbitListener(queues = "orders")
    void ordered(String order) {
        System.out.println(order);
    }

    @KafkaListener(topics = "shipments", groupId = "orders")
    void shipped(String order) {
        System.out.println(order);
    }

    @Bean
    CommandLineRunner greeting() {
        return args -> System.out.println("OPEN");
    }
}
