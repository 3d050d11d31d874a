package dev.preflight.spring.connection;

import java.util.Map;

/** One thing of the application that tells its own health, whatever type it has in this line of Spring Boot. */
interface Contributor {
    /** The path by which the health endpoint knows it, such as {@code db/orders}. */
    String path();

    /** Its class, which is not that of what makes a reactive one wait. */
    Class<?> type();

    /**
     * Asks it.
     *
     * @throws Exception what went wrong, where it does not make an answer of that itself
     */
    Answer ask() throws Exception;

    /** What is asked, which of a reactive one is what makes it wait. */
    Object indicator();

    /** The name of its class. */
    default String typeName() {
        return type().getName();
    }

    /** Whether Spring Boot wrote it. */
    default boolean isOfBoot() {
        return typeName().startsWith("org.springframework.boot.");
    }

    /**
     * What it says.
     *
     * @param status the code of its status, such as {@code UP}
     * @param description what its status adds, may be empty
     * @param details what it tells beyond that, by their names
     * @param failure the exception that it gives as the reason, null where none is known
     */
    record Answer(String status, String description, Map<String, ?> details, Throwable failure) {}
}
