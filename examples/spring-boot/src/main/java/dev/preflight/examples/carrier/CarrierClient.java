package dev.preflight.examples.carrier;

import java.net.URI;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Asks the carrier where parcels are. */
public final class CarrierClient {
    private final RestClient http;

    CarrierClient(URI url) {
        http = RestClient.builder()
                .baseUrl(url)
                .requestFactory(new SimpleClientHttpRequestFactory())
                .build();
    }

    /** What the carrier knows about the parcel of an order. */
    public String parcel(int order) {
        return http.get().uri("/parcels/{order}", order).retrieve().body(String.class);
    }

    /** One line that says how the carrier is. */
    String status() {
        return http.get().uri("/status").retrieve().body(String.class);
    }
}
