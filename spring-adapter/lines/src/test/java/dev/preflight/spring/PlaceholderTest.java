package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

class PlaceholderTest {
    @TempDir
    Path directory;

    private Booting boot;

    @BeforeEach
    void application() {
        boot = new Booting(directory);
    }

    /** As Kubernetes and Docker mount secrets, one file each. */
    @Test
    void secretThatIsMountedIsMissingAsAFile() {
        boot.file("secrets/other", "x").file("application.yml", """
                spring.config.import: configtree:%s/secrets/, optional:configtree:/run/*/
                orders:
                  url: ${orders.db-url}
                  password: ${orders.db-password}
                """.formatted(directory));
        assertThat(boot.text())
                .contains("fix     set orders.db-password, as a variable ORDERS_DBPASSWORD"
                        + " or a file /secrets/orders.db-password, or give a default: ${orders.db-password:...}")
                .contains("fix     set orders.db-url, as a variable ORDERS_DBURL, or give a default");
    }

    @Test
    void everyUnresolvedPlaceholderIsNamedWithFileAndLine() {
        boot.file("application.yml", """
                spring:
                  application:
                    name: orders
                orders:
                  url: jdbc:postgresql://${ORDERS_DB_HOST}:5432/orders
                  password: ${ORDERS_DB_PASSWORD}
                  copy: ${orders.password}
                """).variable("ORDERS_DB_PASWORD", "hunter2");
        assertThat(boot.text()).isEqualTo("""
                PREFLIGHT FAILED  orders: 2 failed in <time>

                FAIL  placeholder ORDERS_DB_HOST  has neither a value nor a default  [placeholder.unresolved]
                      used    /application.yml:5: orders.url
                      or      write \\${ORDERS_DB_HOST} if it is meant to stay so, or list it in preflight.placeholders.ignore
                      fix     set ORDERS_DB_HOST, or give a default: ${ORDERS_DB_HOST:...}

                FAIL  placeholder ORDERS_DB_PASSWORD  has neither a value nor a default  [placeholder.unresolved]
                      used    /application.yml:6: orders.password
                      found   ORDERS_DB_PASWORD is set
                      or      write \\${ORDERS_DB_PASSWORD} if it is meant to stay so, or list it in preflight.placeholders.ignore
                      fix     set ORDERS_DB_PASSWORD, or give a default: ${ORDERS_DB_PASSWORD:...}""");
    }

    @Test
    void nestedOnesAndThoseInDefaultsAreFoundInOnePass() {
        boot.file("application.properties", """
                a=${A_${STAGE}}
                b=${B:${B_DEFAULT}} ${C:x} ${D}
                """);
        assertThat(names()).containsExactly("STAGE", "A_", "B_DEFAULT", "D");
    }

    @Test
    void dottedNameIsToldItsVariable() {
        boot.file("application.properties", "a=${orders.db-url[0].name}");
        assertThat(boot.text()).contains("set orders.db-url[0].name, as a variable ORDERS_DBURL_0_NAME, or");
    }

    @Test
    void variableOfThatNameResolvesIt() {
        boot.file("application.properties", "a=${orders.db-url[0].name}").variable("ORDERS_DBURL_0_NAME", "x");
        assertThat(boot.report()).isEmpty();
    }

    @Test
    void valueThatAnotherSourceOverridesIsNotJudged() {
        boot.file("application.yml", """
                        url: ${DB_URL}
                        my-app.some-key: ${KEY}
                        servers:
                        - ${FIRST}
                        - ${SECOND}
                        hosts: [ "${HOST}" ]
                        """)
                .argument("--url=x")
                .argument("--servers[0]=x")
                .variable("MYAPP_SOMEKEY", "x")
                .variable("HOSTS", "a,b");
        assertThat(boot.report()).isEmpty();
    }

    @Test
    void variablesOfTheSystemMayHoldWhatTheyLike() {
        boot.file("application.properties", "prompt=${PS1}")
                .variable("PS1", "${debian_chroot:+x}\\u@\\h ${git}")
                .variable("OTHER", "${NOT_SET}");
        assertThat(boot.report()).isEmpty();
    }

    @Test
    void propertySourcesOfClassesAreJudgedWithoutALine() {
        boot.with(Annotated.class);
        assertThat(boot.text()).contains("used    annotated.properties: annotated.key");
    }

    @Test
    void commandLineIsJudged() {
        boot.argument("--greeting=${NAME_OF_NOBODY}");
        assertThat(boot.text()).contains("used    the command line: greeting");
    }

    @Test
    void escapedAndIgnoredOnesStayAsTheyAre() {
        boot.file("application.yml", """
                a: \\${name}
                b: ${firstName}
                templates:
                  welcome: Dear ${lastName},
                  c: ${d}
                ref: ${templates.c}
                preflight.placeholders.ignore: [ "${firstName}", templates ]
                """);
        assertThat(boot.report()).isEmpty();
    }

    @Test
    void circleIsReportedOnce() {
        boot.file("application.properties", """
                a=${b}
                b=${a}
                """);
        assertThat(boot.text()).isEqualTo("""
                PREFLIGHT FAILED  application: 1 failed in <time>

                FAIL  placeholder b  refers to itself  [placeholder.unresolved]
                      used    /application.properties:1: a
                              /application.properties:2: b
                      fix     write the value itself into one of them""");
    }

    @Test
    void whatSpringHasADefaultForIsAWarning() {
        boot.file("application.yml", """
                eureka.instance.instance-id: ${spring.application.name:orders}:${server.port}
                info.app.version: ${project.version}
                script: for f in ${files[@]#x}; do echo; done
                """);
        assertThat(boot.text()).startsWith("PREFLIGHT PASSED  application: 3 warnings, 1 passed in <time>");
    }

    private Iterable<String> names() {
        return boot.report().orElseThrow().results().stream()
                .map(result -> result.check().name())
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    @PropertySource("classpath:annotated.properties")
    static class Annotated {}
}
