package dev.preflight.examples.carrier;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Configures the client of the carrier and its health indicator, like a library that never heard of Preflight. */
@AutoConfiguration
class CarrierAutoConfiguration {
    @Bean
    CarrierClient carrierClient(@Value("${carrier.url}") URI url) {
        return new CarrierClient(url);
    }

    @Bean
    CarrierHealthIndicator carrierHealthIndicator(CarrierClient client) {
        return new CarrierHealthIndicator(client);
    }
}
