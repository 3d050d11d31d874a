package dev.preflight.spring.connection;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Flyway takes before its properties, as this generation of Spring Boot has it. */
@Configuration(proxyBeanMethods = false)
class FlywaySource {
    @Bean
    @FlywayDataSource
    DataSource migrated() {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:migrated");
        return source;
    }
}
