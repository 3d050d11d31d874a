package dev.preflight.spring;

import static dev.preflight.Checks.env;
import static org.assertj.core.api.Assertions.assertThat;

import dev.preflight.Preflight;
import dev.preflight.check.EnvVar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.context.annotation.Lazy;

/** What program arguments ask for instead of a start, as far as the context that answers goes. */
class CommandTest {
    private static final String YAML = """
            shop:
              url: ${SHOP_URL}
              password: ${SHOP_PASSWORD:chang3it-now}
              size: ${SHOP_SIZE:10}
              title: ${shop.name:Shop} of ${SHOP_CITY:${SHOP_TOWN:nowhere}}
              again: ${shop.url}/again
              shell: \\${SHELL_VALUE}
            spring.datasource.url: ${SPRING_DATASOURCE_URL}
            preflight.env.SHOP_KEY.type: base64
            preflight.backends.cache: ${REDIS_URL}
            """;

    @TempDir
    Path directory;

    private Commanding shop;

    @BeforeEach
    void application() {
        shop = new Commanding(directory).file("application.yml", YAML);
    }

    @Test
    void everythingIsVerifiedAndNoOtherBeanIsMade() {
        String report = shop.ask("--preflight");

        assertThat(report)
                .startsWith("PREFLIGHT FAILED  shop: 3 failed, 1 skipped, 1 warning in <time>")
                .contains("FAIL  env SHOP_KEY  not set")
                .contains("FAIL  placeholder SHOP_URL", "application.yml:2: shop.url")
                .contains("WARN  placeholder SPRING_DATASOURCE_URL")
                .contains("FAIL  placeholder REDIS_URL")
                .contains("SKIP  backend cache  needs placeholder REDIS_URL");
        assertThat(shop.exitCode()).isEqualTo(78);
        assertThat(shop.errors()).isEmpty();
        assertThat(shop.made()).isEmpty();
    }

    @Test
    void backendThatIsDownEndsWith69AndIsLeftOutOffline() {
        shop.file(
                "application.yml", "preflight.backends.cache: redis://127.0.0.1:1\npreflight.env.TZ.optional: true\n");

        assertThat(shop.ask("--preflight")).contains("FAIL  backend cache  connection refused");
        assertThat(shop.exitCode()).isEqualTo(69);
        assertThat(shop.ask("--preflight=offline"))
                .startsWith("PREFLIGHT PASSED  shop: ")
                .doesNotContain("cache");
        assertThat(shop.exitCode()).isZero();
    }

    @Test
    void applicationWithoutAnyCheckPassesWithItsPlaceholders() {
        shop.file("application.yml", "shop.name: shop\n");

        assertThat(shop.ask("--preflight")).isEqualTo("PREFLIGHT PASSED  shop: 1 passed in <time>\n");
        assertThat(shop.exitCode()).isZero();
    }

    @Test
    void listHasAVariableForEachPlaceholder() {
        assertThat(shop.ask("--preflight=list")).isEqualTo("""
                shop: 10 checks, 1 of them online

                env SHOP_KEY               required
                env SHOP_URL               required; fills in shop.url (application.yml:2)
                env SHOP_PASSWORD          optional; secret; fills in shop.password (application.yml:3)
                env SHOP_SIZE              optional; fills in shop.size (application.yml:4)
                env SHOP_NAME              optional; fills in shop.title (application.yml:5)
                env SHOP_CITY              optional; fills in shop.title (application.yml:5)
                env SHOP_TOWN              optional; fills in shop.title (application.yml:5)
                env SPRING_DATASOURCE_URL  required; fills in spring.datasource.url (application.yml:8)
                env REDIS_URL              required; fills in preflight.backends.cache (application.yml:10)
                backend cache              required; needs env REDIS_URL; timeout 3 s
                """);
        assertThat(shop.exitCode()).isZero();
        assertThat(shop.made()).isEmpty();
    }

    @Test
    void listHasThePlaceholdersOfTheCodeToo() {
        shop.file("application.yml", "shop.city: Ghent\n")
                .with(shop.runner()
                        .withConfiguration(AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class))
                        .withUserConfiguration(Catalogue.class));

        assertThat(shop.ask("--preflight=list")).isEqualTo("""
                shop: 2 checks, 0 of them online

                env SHOP_API_KEY  required; secret; fills in constructor (dev.preflight.spring.CommandTest$Catalogue)
                env SHOP_SIZE     optional; fills in size (dev.preflight.spring.CommandTest$Catalogue)
                """);
        shop.properties("SHOP_API_KEY=tr0mbone-solo");
        assertThat(shop.ask("--preflight=docs")).contains("SHOP_API_KEY").doesNotContain("tr0mbone");
    }

    @Lazy
    static class Catalogue {
        @Value("${SHOP_SIZE:10}")
        int size;

        Catalogue(@Value("${SHOP_API_KEY}") String key, @Value("${shop.city}, ${user.home}") String city) {}
    }

    @Test
    void docsAreTheSameWhereEverythingIsSet() {
        String unset = shop.ask("--preflight=docs");
        String set = shop.properties(
                        "SHOP_URL=http://set.example",
                        "shop.url=http://other.example",
                        "SHOP_PASSWORD=tr0mbone-solo",
                        "SHOP_SIZE=11",
                        "SPRING_DATASOURCE_URL=jdbc:postgresql://db.example/x",
                        "spring.datasource.url=jdbc:postgresql://db.example/x",
                        "REDIS_URL=redis://:tr0mbone-solo@cache.example",
                        "SHOP_KEY=a2V5")
                .ask("--preflight=docs");

        assertThat(set)
                .isEqualTo(unset)
                .doesNotContain("tr0mbone", "chang3it", "set.example", "db.example", "cache.example");
        assertThat(unset)
                .contains("| `SHOP_URL` | text | yes | | | fills in shop.url (application.yml:2) |")
                .contains("| `SHOP_PASSWORD` | text | no | | yes | fills in shop.password (application.yml:3) |")
                .contains("| `SHOP_SIZE` | text | no | `10` | | fills in shop.size (application.yml:4) |")
                .contains("| `SPRING_DATASOURCE_URL` | text | yes |")
                .contains("`cache` | yes | the connection that the application makes | `REDIS_URL` |");
    }

    @Test
    void pageIsWrittenAndHeldAgainstAFile() throws IOException {
        Path page = directory.resolve("configuration.md");

        assertThat(shop.ask("--preflight=docs", "--write", page.toString(), "--spring.profiles.active=x"))
                .isEmpty();
        assertThat(shop.exitCode()).isZero();
        assertThat(Files.readString(page)).contains("SHOP_URL");
        shop.ask("--preflight=docs", "--check", page.toString());
        assertThat(shop.exitCode()).isZero();
        shop.file("application.yml", YAML + "more: ${MORE}\n").ask("--preflight=docs", "--check", page.toString());
        assertThat(shop.exitCode()).isEqualTo(1);
        shop.ask("--preflight=docs", "--write", directory.toString());
        assertThat(shop.exitCode()).isEqualTo(74);
    }

    @Test
    void otherPagesListTheVariablesToo() {
        assertThat(shop.ask("--preflight=env-example"))
                .contains("\nSHOP_URL=\n", "\n#SHOP_SIZE=10\n", "\n#SHOP_PASSWORD=\n")
                .doesNotContain("chang3it");
        assertThat(shop.ask("--preflight=env-schema")).contains("\nSHOP_URL=\n");
        assertThat(shop.ask("--preflight=kubernetes")).contains("SHOP_URL").contains("SHOP_PASSWORD");
        assertThat(shop.exitCode()).isZero();
    }

    @Test
    void checklistHoldsThePlaceholdersAgainstAnEnvFile() throws IOException {
        Path file = Files.writeString(
                directory.resolve("prod.env"), "SHOP_URL=http://x\nSPRING_DATASOURCE_URL=y\nSHOP_KEY=a2V5\n");

        String list =
                shop.properties("REDIS_URL=redis://here:1").ask("--preflight=checklist", "--env-file", file.toString());
        assertThat(list).contains("REDIS_URL").doesNotContain("redis://here");
        assertThat(shop.exitCode()).isEqualTo(78);

        Files.writeString(file, Files.readString(file) + "REDIS_URL=redis://there:1\n");
        shop.ask("--preflight=checklist", "--env-file", file.toString());
        assertThat(shop.exitCode()).isZero();
    }

    @Test
    void placeholdersThatSomethingElseFillsInAreNoVariables() {
        shop.file("application.yml", """
                        shop.home: ${user.home}/${shop.folder}
                        shop.folder: ${SHOP_FOLDER}
                        shop.id: ${random.uuid}
                        logging.pattern.console: "${PID:-} %m"
                        """);

        assertThat(shop.ask("--preflight=list")).isEqualTo("""
                shop: 1 check, 0 of them online

                env SHOP_FOLDER  required; fills in shop.folder (application.yml:2)
                """);
    }

    @Test
    void checklistOnlyWarnsWhereConfigurationComesFromElsewhereToo() throws IOException {
        Path file = Files.writeString(directory.resolve("prod.env"), "SHOP_KEY=a2V5\n");
        shop.file("application.yml", """
                        preflight.env.SHOP_KEY.type: base64
                        shop.url: ${SHOP_URL}
                        spring.config.import: optional:configtree:/run/secrets/
                        """);

        assertThat(shop.ask("--preflight=checklist", "--env-file", file.toString()))
                .contains("env SHOP_URL");
        assertThat(shop.exitCode()).isZero();
        assertThat(shop.ask("--preflight=list")).contains("env SHOP_URL  required");
    }

    @Test
    void misuseEndsWith64() {
        assertThat(shop.ask("--preflight=lst")).isEmpty();
        assertThat(shop.errors()).startsWith("preflight: unknown command 'lst'; there are check, offline, list,");
        assertThat(shop.exitCode()).isEqualTo(64);
        shop.ask("--preflight=");
        assertThat(shop.exitCode()).isEqualTo(64);
    }

    @Test
    void helpAndExplanationsAreThereToo() {
        assertThat(shop.ask("--preflight=help")).startsWith("Preflight of shop: ");
        assertThat(shop.ask("--preflight=explain", "placeholder.unresolved")).startsWith("placeholder.unresolved");
        assertThat(shop.exitCode()).isZero();
    }

    @Test
    void whatIsDeclaredCountsBeforeWhatAPlaceholderTells() {
        EnvVar<?> url = env("SHOP_URL").url().describedAs("where the shop is");
        Preflight preflight = Preflight.of("any", url).alsoReads("HOME", "set by the shell");
        shop.with(shop.runner().withBean(Preflight.class, () -> preflight));

        assertThat(shop.ask("--preflight=docs"))
                .contains("| `SHOP_URL` | an http or https URL with a host | yes |")
                .contains("where the shop is")
                .doesNotContain("fills in shop.url")
                .contains("| `HOME` | set by the shell |");
    }

    @Test
    void whatIsSwitchedOffIsNotListed() {
        shop.file(
                "application.yml",
                YAML + "preflight.checks.shop-size.mode: off\npreflight.placeholders.ignore: SHOP_CITY\n");

        assertThat(shop.ask("--preflight=list")).contains("SHOP_URL").doesNotContain("SHOP_SIZE", "SHOP_CITY");
    }

    @Test
    void operatorWhoVerifiesNothingIsToldSo() {
        assertThat(shop.properties("PREFLIGHT=off").ask("--preflight")).contains("PREFLIGHT=off");
        assertThat(shop.exitCode()).isZero();
    }
}
