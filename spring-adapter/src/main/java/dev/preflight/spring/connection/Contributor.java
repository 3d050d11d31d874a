package dev.preflight.spring.connection;

import java.util.Map;

/** One thing of the application that tells its own health, whatever type it has in this line of Spring Boot. */
interface Contributor {
    /** The path by which the health endpoint knows it, such as {@code db/orders}. */
    String path();

    /** The name of its class. */
    String type();

    /**
     * Asks it.
     *
     * @throws Exception what went wrong, where it does not make an answer of that itself
     */
    Answer ask() throws Exception;

    /**
     * What it says.
     *
     * @param status the code of its status, such as {@code UP}
     * @param description what its status adds, may be empty
     * @param details what it tells beyond that, by their names
     */
    record Answer(String status, String description, Map<String, ?> details) {}
}
