package dev.preflight.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What templates leave behind in the files of an application. */
class LeftOversTest {
    @TempDir
    Path directory;

    @Test
    void eachIsAWarningWithFileAndLine() {
        Booting boot = new Booting(directory).file("application.yml", """
                shop:
                  version: '@project.version@'
                  key: <your-key>
                  password: changeme
                  url: https://{{ shop_host }}/
                """);
        assertThat(boot.text())
                .startsWith("PREFLIGHT PASSED  application: 4 warnings, 1 passed in <time>")
                .contains("""
                WARN  property shop.version  still holds a placeholder of a template  [env.placeholder]
                      used    /application.yml:2
                      found   '@project.version@'
                      fix     write the value itself, or let the build or the deployment fill it in""", "found   '<your-key>'", "found   'changeme'", "found   '{{ shop_host }}'");
        assertThat(boot.variable("SHOP_VERSION", "1")
                        .variable("SHOP_KEY", "k")
                        .argument("--shop.password=x")
                        .argument("--preflight.placeholders.ignore=shop.url")
                        .report())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@project.key@",
                "v@build.number@",
                "@revision@",
                "<insert key>",
                "<API_KEY>",
                "CHANGE_ME",
                "replace-me",
                "{{ .Values.password }}",
                "{{name}}"
            })
    void leftOver(String text) {
        assertThat(LeftOvers.in("shop.name", text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "me@example.org",
                "a@example.org,b@example.org",
                "@every 5m",
                "<b>bold</b>",
                "<a href='x'>y</a>",
                "changelog",
                "changeit",
                "Hello {{name}}, welcome",
                "#{{1, 2, 3}}",
                "{a: {b: c}}",
                "your-shop",
                "redis://:p@redis:6379"
            })
    void noLeftOver(String text) {
        assertThat(LeftOvers.in("shop.name", text)).isEmpty();
    }

    @Test
    void secretsAreToldByMore() {
        assertThat(LeftOvers.in("shop.api-key", "your_api_key")).isNotEmpty();
        assertThat(LeftOvers.in("shop.password", "password-here")).isNotEmpty();
        assertThat(LeftOvers.in("shop.password", "x{{ password }}")).isNotEmpty();
    }
}
