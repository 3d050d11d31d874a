package dev.preflight.spring.ledger;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** An application with a data source of its own and no client else; once it is up it says so and ends. */
@SpringBootApplication(proxyBeanMethods = false)
public class Ledger {
    public static void main(String[] args) {
        ConfigurableApplicationContext context = SpringApplication.run(Ledger.class, args);
        System.exit(SpringApplication.exit(context));
    }

    @Bean
    DataSource entries(@Value("${ledger.url}") String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl(url);
        return source;
    }

    @Bean
    CommandLineRunner greeting() {
        return args -> System.out.println("OPEN");
    }
}
