package dev.preflight.spring.depot;

import java.io.IOException;
import java.net.Socket;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** An application with a bean that connects when it is made. Once it is up it says so and ends. */
@SpringBootApplication(proxyBeanMethods = false)
public class Depot {
    public static void main(String[] args) {
        try {
            ConfigurableApplicationContext context = SpringApplication.run(Depot.class, args);
            System.out.println("OPEN");
            System.exit(SpringApplication.exit(context));
        } catch (RuntimeException e) {
            if (Boolean.getBoolean("depot.catches")) {
                System.out.println("CAUGHT");
                return;
            }
            throw e;
        }
    }

    @Bean
    @ConditionalOnProperty("depot.port")
    Object stock(@Value("${depot.port}") int port, @Value("${depot.token:}") String token) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.toString();
        } catch (IOException e) {
            throw new IllegalStateException("stock of http://127.0.0.1:" + port + "/?t=" + token + " not read", e);
        }
    }

    @Bean
    @ConditionalOnProperty("depot.broken")
    Object shelf() {
        throw new IllegalStateException("a shelf is broken");
    }
}
