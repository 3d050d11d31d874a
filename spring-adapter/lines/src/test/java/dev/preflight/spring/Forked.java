package dev.preflight.spring;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real application in a process of its own, on the JDK and with the jars of the test. */
final class Forked {
    /** How the names of jars begin without which Spring Boot defines no client of a backend. */
    private static final List<String> CLIENTS =
            List.of("spring-data-", "spring-jdbc-", "spring-rabbit-", "spring-kafka-", "mongodb-driver-");

    private static final String DEV_TOOLS = "spring-boot-devtools-";
    private static final String CAMEL = "camel-";

    /** The same of clients that no application here has, and of Spring Security, which would lock them up. */
    private static final List<String> UNUSED = List.of(
            "activemq-client-",
            "angus-mail-",
            "artemis-jakarta-client-",
            CAMEL,
            "elasticsearch-rest",
            "flyway-",
            "jakarta.mail-",
            "jasypt-",
            "java-client-",
            "java-driver-core-",
            "liquibase-",
            "neo4j-java-driver-",
            "r2dbc-",
            DEV_TOOLS,
            "spring-boot-flyway-",
            "spring-boot-liquibase-",
            "spring-boot-integration",
            "spring-boot-security",
            "spring-cloud-",
            "spring-integration-",
            "spring-ldap-core-",
            "spring-pulsar-",
            "spring-security-",
            "unboundid-ldapsdk-");

    private final Path directory;
    private final Map<String, String> variables = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private String main = "dev.preflight.spring.shop.Shop";

    Forked(Path directory) {
        this.directory = directory;
        leftOut.addAll(CLIENTS);
        leftOut.addAll(UNUSED);
        // Its own file is named by its place, and the test's own log configuration is not for it.
        arguments.add("--spring.config.location=" + directory + "/");
        arguments.add("--spring.main.banner-mode=off");
    }

    /**
     * How a process ended.
     *
     * @param exitCode its exit code
     * @param output what it printed
     * @param answer what of that went to the standard output stream
     * @param millis how long it took
     */
    record Ended(int exitCode, String output, String answer, long millis) {
        long lines() {
            return output.lines().count();
        }
    }

    /** With the clients of five backends on the class path, for which Spring Boot then defines beans. */
    Forked clients() {
        leftOut.removeAll(CLIENTS);
        return this;
    }

    /** With Spring Cloud Stream, its binders and the clients that these take. */
    Forked stream() {
        leftOut.removeAll(List.of(
                "spring-boot-integration", "spring-cloud-", "spring-integration-", "spring-kafka-", "spring-rabbit-"));
        return this;
    }

    /** With the tools of a developer, which start the application again when its classes change. */
    Forked devTools() {
        leftOut.remove(DEV_TOOLS);
        return this;
    }

    /** With Apache Camel, which starts its routes with the lifecycles of the context. */
    Forked camel() {
        leftOut.remove(CAMEL);
        return this;
    }

    /** With jars whose names begin in some ways, and which most applications here do without. */
    Forked withJars(String... beginnings) {
        leftOut.removeAll(List.of(beginnings));
        return this;
    }

    /** With what migrates databases. */
    Forked migrations() {
        leftOut.removeAll(List.of("flyway-", "liquibase-", "spring-boot-flyway-", "spring-boot-liquibase-"));
        leftOut.remove("spring-jdbc-");
        return this;
    }

    Forked main(Class<?> type) {
        main = type.getName();
        return this;
    }

    Forked file(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
        return this;
    }

    Forked variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Forked argument(String argument) {
        arguments.add(argument);
        return this;
    }

    /** Sets a system property. */
    Forked systemProperty(String name, String value) {
        options.add("-D" + name + "=" + value);
        return this;
    }

    /** Leaves out the jars whose names begin in some ways. */
    Forked withoutJars(String... beginnings) {
        leftOut.addAll(List.of(beginnings));
        return this;
    }

    private String classPath() {
        StringBuilder out = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = Path.of(entry).getFileName().toString();
            if (leftOut.stream().noneMatch(name::startsWith)) {
                out.append(out.isEmpty() ? "" : File.pathSeparator).append(entry);
            }
        }
        return out.toString();
    }

    Ended run() throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Path answer = directory.resolve("answer.txt");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.add(main);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(output.toFile())
                .redirectOutput(answer.toFile());
        builder.environment().clear();
        builder.environment().put("CLASSPATH", classPath());
        builder.environment().putAll(variables);
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                throw new AssertionError("did not end; it printed:\n" + Files.readString(answer));
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            String printed = Files.readString(answer);
            return new Ended(process.exitValue(), printed + Files.readString(output), printed, millis);
        } finally {
            process.destroyForcibly();
        }
    }
}
