package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/** The tests of this module run on the line that it is called after. */
class LineTest {
    @Test
    void bootIsOfThisLine() {
        assertThat(SpringBootVersion.getVersion()).startsWith("4.1.");
    }
}
