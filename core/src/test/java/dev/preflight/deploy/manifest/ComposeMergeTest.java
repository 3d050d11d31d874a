package dev.preflight.deploy.manifest;

import static dev.preflight.Checks.env;
import static dev.preflight.Checks.file;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.preflight.Preflight;
import dev.preflight.deploy.Deployment;
import dev.preflight.deploy.Lists;
import dev.preflight.problem.DeploymentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several Compose files, and those that are included (Compose Specification, "Merge" and "Include"). */
class ComposeMergeTest {
    @TempDir
    Path dir;

    private Path write(String name, String content) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private String environment(String service, Path... files) {
        Contribution read = Compose.read(List.of(files), service, List.of(), Map.of("SHELL_ONLY", "sh"));
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, Variable> entry : new TreeMap<>(read.variables()).entrySet()) {
            out.append(entry.getKey()).append('=').append(entry.getValue().value());
            out.append(" <- ").append(entry.getValue().origin()).append('\n');
        }
        read.notices().forEach(notice -> out.append(notice.summary()).append('\n'));
        return out.toString().replace(dir + "/", "");
    }

    @Test
    void ofANumberWithoutQuotesTheServiceGetsTheValue() throws IOException {
        Path file = write("compose.yaml", """
                services:
                  app:
                    environment:
                      MODE: 010
                      PORT: 8080
                      QUOTED: "1.10"
                      RATE: 0.5
                      RELEASE: 2.0
                      VERSION: 1.10
                """);
        assertEquals("""
                MODE=010 <- compose.yaml, service app
                PORT=8080 <- compose.yaml, service app
                QUOTED=1.10 <- compose.yaml, service app
                RATE=0.5 <- compose.yaml, service app
                RELEASE=2.0 <- compose.yaml, service app
                VERSION=1.1 <- compose.yaml, service app
                a number without quotes, of which the service gets the value and not the text
                a number without quotes, of which the service gets the value and not the text
                a number without quotes, of which the service gets the value and not the text
                """, environment("app", file));
    }

    @Test
    void laterFileCountsBeforeTheEarlierOneAndPathsStartFromTheFirst() throws IOException {
        write("base.env", "FROM_FILE=base\nBOTH=base\n");
        write("prod/prod.env", "wrong=1\n");
        write("prod.env", "BOTH=prod\n");
        Path base = write("compose.yaml", """
                services:
                  app:
                    env_file: base.env
                    environment: {A: base, B: base, HOST: '${HOST_OF_TESTS:-db}'}
                """);
        Path prod = write("prod/compose.prod.yaml", """
                services:
                  app:
                    env_file: [prod.env]
                    environment: [B=prod, C=prod]
                """);
        write("compose.override.yaml", "services: {app: {environment: {A: override}}}\n");

        assertEquals("""
                A=base <- compose.yaml, service app
                B=prod <- prod/compose.prod.yaml, service app
                BOTH=prod <- prod.env, line 1
                C=prod <- prod/compose.prod.yaml, service app
                FROM_FILE=base <- base.env, line 1
                HOST=db <- compose.yaml, service app
                """, environment("app", base, prod));
    }

    /** Compose Specification, "Reset value" and "Replace value". */
    @Test
    void resetTakesAwayAndOverrideReplaces() throws IOException {
        write("base.env", "FROM_FILE=base\n");
        Path base = write("a.yaml", """
                services:
                  app: {env_file: base.env, environment: {FOO: bar, KEPT: a}, working_dir: /srv}
                  other: {environment: {FOO: bar}}
                  gone: {environment: {FOO: bar}}
                """);
        Path over = write("b.yaml", """
                services:
                  app:
                    env_file: !reset []
                    environment: {FOO: !reset null}
                  other:
                    environment: !override {BAR: baz}
                  gone: !reset null
                """);

        assertEquals("KEPT=a <- a.yaml, service app\n", environment("app", base, over));
        assertEquals("BAR=baz <- b.yaml, service other\n", environment("other", base, over));
        assertEquals(
                "[a.yaml, b.yaml] defines no service gone; there are app, other, gone",
                assertThrows(DeploymentException.class, () -> environment("gone", base, over))
                        .getMessage()
                        .replace(dir + "/", ""));
    }

    /** Compose Specification, "Unique resources": volumes, secrets and configs are merged by their target. */
    @Test
    void mountOfALaterFileTakesThePlaceOfTheEarlierOne() throws IOException {
        write("app.yaml", "a: 1");
        write("token.txt", "secret-of-prod");
        Path base = write("compose.yaml", """
                services:
                  app:
                    volumes: ['./missing.yaml:/etc/app.yaml', './app.yaml:/etc/kept.yaml']
                    secrets: [token]
                secrets: {token: {external: true}}
                """);
        Path prod = write("prod.yaml", """
                services: {app: {volumes: [{type: bind, source: ./app.yaml, target: /etc/app.yaml}]}}
                secrets: !override {token: {file: ./token.txt}}
                """);

        assertEquals(
                """
                PASSED file /etc/app.yaml <- DIR/app.yaml
                PASSED file /etc/kept.yaml <- DIR/app.yaml
                PASSED file /run/secrets/token <- DIR/token.txt
                """,
                new Lists(dir)
                        .of(
                                Deployment.fromCompose(List.of(base, prod), "app"),
                                file("/etc/app.yaml"),
                                file("/etc/kept.yaml"),
                                file("/run/secrets/token").containing("secret")));
    }

    @Test
    void includedServiceHasItsOwnDirectoryAndDotEnv() throws IOException {
        write("shared/.env", "ONLY_THERE=shared\nBOTH=shared\n");
        write(".env", "BOTH=project\n");
        write("shared/db.env", "DB=1\n");
        write("shared/pw.txt", "x");
        write("shared/compose.yaml", """
                services:
                  db:
                    env_file: db.env
                    secrets: [pw]
                    environment: {A: '${ONLY_THERE}', B: '${BOTH}', C: '$SHELL_ONLY'}
                secrets: {pw: {file: pw.txt}}
                """);
        write("shared/over.yaml", "services: {db: {environment: {D: over}}}\n");
        Path main = write("compose.yaml", """
                include:
                  - path: [shared/compose.yaml, shared/over.yaml]
                services: {app: {environment: {X: '${ONLY_THERE}'}, secrets: [pw]}}
                """);

        assertEquals("""
                A=shared <- shared/compose.yaml, service db
                B=project <- shared/compose.yaml, service db
                C=sh <- shared/compose.yaml, service db
                D=over <- shared/over.yaml, service db
                DB=1 <- shared/db.env, line 1
                """, environment("db", main));
        assertEquals(
                "X= <- compose.yaml, service app\na reference to a variable that is not set, so that it becomes blank\n",
                environment("app", main));
        assertEquals(
                "PASSED file /run/secrets/pw <- DIR/shared/pw.txt\n",
                new Lists(dir)
                        .of(Deployment.fromCompose(main, "app"), file("/run/secrets/pw"))
                        .replaceAll("(?s)  deployment.reference.*", ""));
    }

    @Test
    void includeMayNameItsDirectoryAndItsEnvFiles() throws IOException {
        write("env/one.env", "V=one\nW=one\n");
        write("env/two.env", "W=two\n");
        write("base/db.env", "DB=base\n");
        write("parts/db.yaml", "services: {db: {env_file: db.env, environment: {V: $V, W: $W}}}\n");
        Path main = write("compose.yaml", """
                include:
                  - path: parts/db.yaml
                    project_directory: base
                    env_file: [env/one.env, env/two.env]
                """);

        assertEquals("""
                DB=base <- base/db.env, line 1
                V=one <- parts/db.yaml, service db
                W=two <- parts/db.yaml, service db
                """, environment("db", main));
    }

    @Test
    void includeThatCannotBeReadIsNamed() throws IOException {
        Path missing = write("a.yaml", "include: [gone.yaml]\nservices: {app: {}}\n");
        Path circle = write("b.yaml", "include: [b.yaml]\nservices: {app: {}}\n");
        Path many = write("c.yaml", "include: [c.yaml, c.yaml]\nservices: {app: {}}\n");
        Path remote = write("d.yaml", "include: ['oci://example.com/shared:1']\nservices: {app: {}}\n");

        assertEquals(dir + "/gone.yaml: it does not exist", refusal(missing));
        assertEquals(dir + "/b.yaml: it includes itself", refusal(circle));
        assertEquals(dir + "/c.yaml: it includes itself", refusal(many));
        assertEquals(
                "an include that Compose fetches from elsewhere, and that is not read here\n",
                environment("app", remote));
    }

    @Test
    void includesOfIncludesAreBounded() throws IOException {
        for (int i = 0; i < 15; i++) {
            write(i + ".yaml", "include: [" + (i + 1) + ".yaml, " + (i + 1) + ".yaml]\n");
        }
        write("15.yaml", "services: {app: {}}\n");

        assertEquals(
                "there are more than 500 Compose files",
                refusal(dir.resolve("0.yaml")).replaceAll("^.*: ", ""));
    }

    private String refusal(Path file) {
        return assertThrows(DeploymentException.class, () -> environment("app", file))
                .getMessage();
    }

    /** As the reader of Compose has it: references see the shell, then environment, then the files before and this one. */
    @Test
    void referencesInAnEnvFileSeeWhatWasSetBeforeThem() throws IOException {
        write("one.env", "A=one\nB=$SHELL_ONLY\n");
        write("two.env", "C=$A\nA=two\nD=$A\nE=$OWN\nA=three\nF=$A\nG=#1\nH=x #1\n");
        Path main = write("compose.yaml", """
                services: {app: {env_file: [one.env, two.env], environment: {OWN: own}}}
                """);

        assertEquals("""
                A=three <- two.env, line 5
                B=sh <- one.env, line 2
                C=one <- two.env, line 1
                D=two <- two.env, line 3
                E=own <- two.env, line 4
                F=three <- two.env, line 6
                G=#1 <- two.env, line 7
                H=x <- two.env, line 8
                OWN=own <- compose.yaml, service app
                """, environment("app", main));
    }

    @Test
    void documentsOfOneFileAreMergedToo() throws IOException {
        Path main = write("compose.yaml", """
                name: shop
                services: {app: {environment: {A: one, P: $COMPOSE_PROJECT_NAME}}}
                ---
                services: {app: {environment: {A: two}}}
                """);

        assertEquals("""
                A=two <- compose.yaml, service app
                P=shop <- compose.yaml, service app
                """, environment("app", main));
    }

    @Test
    void commandTakesSeveralFiles() throws IOException {
        Path base = write("a.yaml", "services: {app: {environment: {PORT: '1'}}}\n");
        Path over = write("b.yaml", "services: {app: {environment: {PORT: '8080'}}}\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of("--compose", base.toString(), "--compose", over.toString()));
        arguments.addAll(List.of("--service", "app"));

        arguments.add(0, "--preflight=checklist");
        int code = Preflight.of("orders", env("PORT").matching("8080"), env("HOSTNAME"))
                .runCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        System.err,
                        arguments.toArray(new String[0]))
                .getAsInt();

        assertEquals("""
                CHECKLIST PASSED  orders: 1 provided but not visible, 1 verified

                [x] env PORT      DIR/b.yaml, service app
                [?] env HOSTNAME  provided, not visible: the container runtime
                """, out.toString(StandardCharsets.UTF_8).replace(dir.toString(), "DIR"));
        assertEquals(0, code);
    }
}
