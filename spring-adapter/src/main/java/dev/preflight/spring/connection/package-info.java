/**
 * Derives checks from the connections of a Spring Boot application: before its beans connect from
 * {@link org.springframework.boot.autoconfigure.service.connection.ConnectionDetails} beans, and before its port opens
 * from the health contributors that those checks did not cover, or, where there are none, from the clients that the
 * application defines itself.
 *
 * <p>Spring Boot 4 moved nearly all types that say where a backend is. They are looked up by name, in
 * {@link dev.preflight.spring.connection.Kind}, and read by the names of their methods.
 */
package dev.preflight.spring.connection;
