package dev.preflight.audit;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.property;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.preflight.Preflight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What MicroProfile Config and Micronaut inject. The annotations are as theirs are, since what counts is the class file. */
class InjectionAuditTest {
    private static final String RETENTION =
            "import java.lang.annotation.*;\n@Retention(RetentionPolicy.RUNTIME) public @interface ";
    private static final String CONFIG_PROPERTY = "package org.eclipse.microprofile.config.inject;\n" + RETENTION
            + "ConfigProperty { String name() default \"\"; String defaultValue() default \"\"; }";
    private static final String VALUE =
            "package io.micronaut.context.annotation;\n" + RETENTION + "Value { String value(); }";

    @TempDir
    Path classes;

    private List<String> undeclared(Preflight suite) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Use use : Audit.of(suite).scan(classes).undeclared()) {
            texts.add(use.toString());
        }
        return texts;
    }

    private void compileConfigured() {
        Compiler.compile(classes, "ConfigProperty", CONFIG_PROPERTY, "Orders", """
                package shop;
                import org.eclipse.microprofile.config.inject.ConfigProperty;
                class Orders {
                    @ConfigProperty(name = "orders.url") String url;
                    @ConfigProperty(name = "orders.size", defaultValue = "${not.read}") int size;
                    @ConfigProperty String unnamed;
                    Orders(@ConfigProperty(defaultValue = "1", name = "orders.time-out") int timeout) {
                    }
                    void set(@ConfigProperty String nothing) {
                    }
                }
                """);
    }

    @Test
    void propertiesOfMicroProfileAreFoundByTheirNames() throws IOException {
        compileConfigured();

        assertEquals(
                List.of(
                        "placeholder orders.time-out  in shop.Orders, line 7",
                        "placeholder orders.size  in shop.Orders.size",
                        "placeholder shop.Orders.unnamed  in shop.Orders.unnamed",
                        "placeholder orders.url  in shop.Orders.url"),
                undeclared(Preflight.of("orders", env("X"))));
    }

    /** MicroProfile Config, "Default ConfigSources" and "Environment Variables Mapping Rules". */
    @Test
    void variablesAndFilesSetThemToo() throws IOException {
        compileConfigured();
        Files.createDirectories(classes.resolve("META-INF"));
        Files.writeString(classes.resolve("META-INF/microprofile-config.properties"), "orders.size=3\n");
        Files.writeString(classes.resolve("application.properties"), "%prod.orders.time-out=3\n");

        assertEquals(List.of(), undeclared(Preflight.of("orders", env("ORDERS_URL"), property("shop.Orders.unnamed"))));
    }

    @Test
    void placeholdersOfMicronautAreFound() throws IOException {
        Compiler.compile(classes, "Value", VALUE, "Orders", """
                import io.micronaut.context.annotation.Value;
                class Orders {
                    @Value("${orders.url}") String url;
                    @Value("${orders.size:`3`}") int size;
                    Orders(@Value("http://${orders.host}/") String host) {
                    }
                    @Value("plain") String plain;
                }
                """);

        assertEquals(
                List.of(
                        "placeholder orders.host  in Orders, line 5",
                        "placeholder orders.size  in Orders.size",
                        "placeholder orders.url  in Orders.url"),
                undeclared(Preflight.of("orders", env("X"))));
        assertEquals(
                List.of(),
                undeclared(Preflight.of("orders", env("ORDERS_HOST"), env("ORDERS_SIZE"), property("orders.url"))));
    }
}
