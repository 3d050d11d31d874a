package dev.preflight.spring.stream;

import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** An application that takes messages by Spring Cloud Stream; once it is up it says so and ends. */
@SpringBootApplication(proxyBeanMethods = false)
public class Stream {
    public static void main(String[] args) {
        ConfigurableApplicationContext context = SpringApplication.run(Stream.class, args);
        System.out.println("OPEN");
        System.exit(SpringApplication.exit(context));
    }

    @Bean
    Consumer<String> take() {
        return order -> {};
    }
}
