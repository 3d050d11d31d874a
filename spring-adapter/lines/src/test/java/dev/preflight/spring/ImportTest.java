package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
    @TempDir
    Path directory;

    private Booting boot;

    @BeforeEach
    void application() {
        boot = new Booting(directory);
    }

    @Test
    void optionalLocationThatIsAbsentIsAWarning() {
        boot.file("application.yml", """
                spring.config.import:
                - optional:file:%s/secrets.yml
                - optional:more.yml
                - optional:file:%s/.env[.properties]
                """.formatted(directory, directory))
                .file("more.yml", "a: b")
                .file(".env", "c=d");
        assertThat(boot.text()).isEqualTo("""
                PREFLIGHT PASSED  application: 1 warning, 1 passed in <time>

                WARN  import file:/secrets.yml  is optional and absent  [config.absent]
                      used    /application.yml:2: spring.config.import[0]
                      fix     ship it if it was meant to be there""");
    }

    @Test
    void relativeOneAndTreeAreLookedFor() {
        boot.file("application.properties", """
                spring.config.import=optional:more.yml,optional:configtree:%s/tree/
                orders.url=${ORDERS_URL}
                """.formatted(directory));
        assertThat(boot.text())
                .contains("WARN  import more.yml  is optional and absent")
                .contains("WARN  import configtree:/tree/  is optional and absent");
    }

    @Test
    void locationsOfTheCommandLineAreLookedFor() {
        boot.argument("--spring.config.additional-location=optional:file:" + directory + "/none/");
        assertThat(boot.text()).contains("used    the command line: spring.config.additional-location");
    }

    @Test
    void locationsOfVariablesAreLookedFor() {
        boot.variable("SPRING_CONFIG_IMPORT_0", "optional:file:" + directory + "/none.yml")
                .variable("SPRING_CONFIG_IMPORT_1", "optional:file:" + directory + "/some.yml")
                .variable("SPRING_CONFIG_IMPORT_CHECK", "optional:file:" + directory + "/no-location.yml")
                .file("some.yml", "a: b");
        assertThat(boot.text()).isEqualTo("""
                PREFLIGHT PASSED  application: 1 warning, 1 passed in <time>

                WARN  import file:/none.yml  is optional and absent  [config.absent]
                      used    System Environment Property "SPRING_CONFIG_IMPORT_0": SPRING_CONFIG_IMPORT_0
                      fix     ship it if it was meant to be there""");
    }

    @Test
    void presentOnesAreNoMatter() {
        boot.file("tree/key", "value")
                .file("application.properties", "spring.config.import=optional:configtree:" + directory + "/tree/");
        assertThat(boot.report()).isEmpty();
    }

    @Test
    void variablesOfADeveloperAndMountedSecretsAreNoWarningUnlessSomethingIsMissing() {
        boot.file("application.yml", """
                spring.config.import: "optional:file:.env[.properties],optional:configtree:%s/secrets/,optional:.env.local[.properties]"
                orders.url: ${ORDERS_URL:none}
                """.formatted(directory));
        assertThat(boot.report()).isEmpty();
        boot.argument("--preflight.env.ORDERS_KEY.type=text");
        assertThat(boot.text())
                .contains("FAIL  env ORDERS_KEY")
                .contains("WARN  import file:.env[.properties]", "WARN  import configtree:/secrets/");
        boot.variable("ORDERS_KEY", "x");
        assertThat(boot.text()).isEqualTo("PREFLIGHT PASSED  application: 1 passed in <time>");
    }
}
