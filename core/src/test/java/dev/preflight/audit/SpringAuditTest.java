package dev.preflight.audit;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.property;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.preflight.Preflight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The placeholders of Spring, in annotations and in files. */
class SpringAuditTest {
    private static final Preflight NOTHING = Preflight.of("orders", env("X"));

    /** The annotation as Spring has it, since what counts is the class file. */
    private static final String VALUE = "package org.springframework.beans.factory.annotation;\n"
            + "import java.lang.annotation.*;\n@Retention(RetentionPolicy.RUNTIME) public @interface Value { String value(); }";

    @TempDir
    Path classes;

    private void compile(String code) {
        Compiler.compile(
                classes,
                "Value",
                VALUE,
                "Orders",
                "import org.springframework.beans.factory.annotation.Value;\n" + code);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(classes.resolve(name), text);
    }

    private List<String> undeclared(Preflight suite) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Use use : Audit.of(suite).scan(classes).undeclared()) {
            texts.add(use.toString());
        }
        return texts;
    }

    @Test
    void placeholdersOfAnnotationsAreFoundWhereverTheyStand() throws IOException {
        compile("""
                class Orders {
                    @Value("${a.b}") String field;
                    Orders(@Value("${c:5}") int c) {
                    }
                    @Value("x") void set(@Value("#{'${d}'.split(',')}") String d) {
                    }
                    @Value("${e:${f:${g}}}") String all() {
                        return "";
                    }
                }
                """);

        assertEquals(
                List.of(
                        "placeholder c  in Orders, line 4",
                        "placeholder d  in Orders, line 7",
                        "placeholder e  in Orders, line 9",
                        "placeholder f  in Orders, line 9",
                        "placeholder g  in Orders, line 9",
                        "placeholder a.b  in Orders.field"),
                undeclared(NOTHING));
    }

    @Test
    void placeholderThatIsMadeOfOthersCannotBeTold() throws IOException {
        compile("class Orders { @Value(\"${a.${b}}\") String field; @Value(\"\\\\${escaped} ${\") String other; }");

        Findings findings = Audit.of(NOTHING).scan(classes);

        assertEquals(
                "placeholder ${a.${b}}  in Orders.field",
                findings.unreadable().get(0).toString());
        assertEquals(1, findings.unreadable().size());
        assertEquals(List.of("placeholder b  in Orders.field"), undeclared(NOTHING));
    }

    @Test
    void variablesAreDeclaredInTheFormsThatSpringTakes() throws IOException {
        compile("class Orders { @Value(\"${orders.page-size} ${URL} ${zone} ${list[0].x}\") String field; }");

        assertEquals(
                List.of(),
                undeclared(Preflight.of(
                        "orders", env("ORDERS_PAGE_SIZE"), env("URL"), property("zone"), env("LIST_0_X"))));
        assertEquals(
                List.of(),
                undeclared(
                        Preflight.of("orders", env("ORDERS_PAGESIZE"), env("URL"), property("zone"), env("LIST_0_X"))));
        assertEquals(4, undeclared(Preflight.of("orders", env("orders"))).size());
    }

    @Test
    void keysOfTheFilesAreDeclaredThere() throws IOException {
        compile(
                "class Orders { @Value(\"${orders.page-size} ${orders.hosts[1]} ${java.io.tmpdir} ${random.uuid}\") String field; }");
        write("application.yml", "orders:\n  pageSize: 5\n  hosts: [a, b]\n");

        assertEquals(List.of(), undeclared(NOTHING));
    }

    @Test
    void placeholdersOfFilesAreFoundWithTheirLines() throws IOException {
        compile("class Orders {}");
        write("application.yml", """
                # ${COMMENT}
                spring:
                  datasource:
                    url: ${DATABASE_URL}   # ${COMMENT}
                    list: ["${A}", {b: '${B:x}'}]
                ---
                ? [complex]
                : "${C}"
                text: |
                  first
                """);
        write("application-prod.properties", "# ${COMMENT}\n! ${COMMENT}\na.b=x ${D}\n");
        write("other.yml", "a: ${E}\n");

        assertEquals(
                List.of(
                        "placeholder D  in application-prod.properties, line 3",
                        "placeholder DATABASE_URL  in application.yml, line 4",
                        "placeholder A  in application.yml, line 5",
                        "placeholder B  in application.yml, line 5",
                        "placeholder C  in application.yml, line 8"),
                undeclared(NOTHING));
    }

    @Test
    void variableThatOverridesAKeyIsRead() throws IOException {
        Compiler.compile(classes, "Orders", """
                import static dev.preflight.Checks.*;
                class Orders { dev.preflight.Preflight p =
                    dev.preflight.Preflight.of("orders", env("SPRING_DATASOURCE_URL"), env("DATABASE_PASSWORD"), env("NOBODY")); }
                """);
        write("application.yaml", "spring:\n  datasource:\n    url: x\n    password: ${DATABASE_PASSWORD}\n");
        Preflight suite = Preflight.of("orders", env("SPRING_DATASOURCE_URL"), env("DATABASE_PASSWORD"), env("NOBODY"));

        assertEquals(List.of("env NOBODY"), Audit.of(suite).scan(classes).unread());
    }

    @Test
    void whatSpringBindsToAnObjectIsRead() throws IOException {
        Compiler.compile(
                classes,
                "ConfigurationProperties",
                "package org.springframework.boot.context.properties;\nimport java.lang.annotation.*;\n"
                        + "@Retention(RetentionPolicy.RUNTIME) public @interface ConfigurationProperties {"
                        + " String value() default \"\"; String prefix() default \"\"; boolean ignore() default true; }",
                "Orders",
                """
                import static dev.preflight.Checks.*;
                import org.springframework.boot.context.properties.ConfigurationProperties;
                @ConfigurationProperties("my-orders") class Orders { dev.preflight.Preflight p = dev.preflight.Preflight.of(
                        "orders", env("MY_ORDERS_A"), env("MYORDERS_B"), env("MY_ORDERSC"), env("PAY_D"), property("my-orders.e")); }
                """,
                "Pay",
                "@org.springframework.boot.context.properties.ConfigurationProperties(ignore = false, prefix = \"pay\") class Pay {}");
        Preflight suite = Preflight.of(
                "orders",
                env("MY_ORDERS_A"),
                env("MYORDERS_B"),
                env("MY_ORDERSC"),
                env("PAY_D"),
                property("my-orders.e"));

        assertEquals(List.of("env MY_ORDERSC"), Audit.of(suite).scan(classes).unread());
    }

    @Test
    void malformedFilesAreNamed() throws IOException {
        compile("class Orders {}");
        write("application.yml", "a: [\n");

        String message =
                assertThrows(IOException.class, () -> undeclared(NOTHING)).getMessage();
        assertTrue(message.startsWith(classes + ": application.yml cannot be read: "), message);

        write("application.yml", "[".repeat(200) + "]".repeat(200));
        message = assertThrows(IOException.class, () -> undeclared(NOTHING)).getMessage();
        assertTrue(
                message.contains("levels deep") || message.contains("nested") || message.contains("Nesting"), message);
    }
}
