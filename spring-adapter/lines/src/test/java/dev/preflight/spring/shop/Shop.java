package dev.preflight.spring.shop;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** An application that is started as a process of its own; once it is up it says so and ends. */
@SpringBootApplication(proxyBeanMethods = false)
public class Shop {
    public static void main(String[] args) {
        ConfigurableApplicationContext context = SpringApplication.run(Shop.class, args);
        System.exit(SpringApplication.exit(context));
    }

    @Bean
    CommandLineRunner greeting(@Value("${shop.greeting:hello}") String greeting) {
        return args -> System.out.println("OPEN " + greeting);
    }
}
